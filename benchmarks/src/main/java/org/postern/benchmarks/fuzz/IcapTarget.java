// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.fuzz;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

import org.postern.gateway.config.IcapConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.scan.icap.IcapScanner;

/** Target for a fuzzer: any bytes are an ICAP server's answer to a scan; those behind a first letter O are its answer to OPTIONS. */
public final class IcapTarget {
    private static final AnsweringServer SERVER = AnsweringServer.icap();
    private static final URI SERVICE = URI.create("icap://127.0.0.1:" + SERVER.port() + "/scan");
    private static final IcapConfiguration CONFIGURATION = new IcapConfiguration(List.of(SERVICE),
        IcapConfiguration.Method.RESPMOD, true, EngineAnswers.LIMIT, EngineAnswers.LIMIT, 1 << 20, 0, EngineAnswers.LIMIT,
        PosternConfiguration.defaults().icap().threatHeaders());

    private IcapTarget() {
    }

    /** Called by the fuzzer for each input. */
    public static void fuzzerTestOneInput(byte[] data) {
        boolean options = data.length > 0 && data[0] == 'O';
        SERVER.says(options ? Arrays.copyOfRange(data, 1, data.length) : data, options);
        try (IcapScanner scanner = new IcapScanner("icap", SERVICE, CONFIGURATION)) {
            EngineAnswers.check(scanner, data, "204", "200", "201");
        }
    }
}
