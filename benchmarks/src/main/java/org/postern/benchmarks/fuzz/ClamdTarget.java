// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.fuzz;

import java.util.List;
import java.util.Optional;

import org.postern.gateway.config.ClamdConfiguration;
import org.postern.gateway.scan.clamd.ClamdScanner;

/** Target for a fuzzer: any bytes are clamd's answer to a scan. */
public final class ClamdTarget {
    private static final AnsweringServer SERVER = AnsweringServer.clamd();
    private static final ClamdConfiguration CONFIGURATION = new ClamdConfiguration(true, "127.0.0.1", SERVER.port(), Optional.empty(),
        EngineAnswers.LIMIT, EngineAnswers.LIMIT, 1 << 20, 0, EngineAnswers.LIMIT, List.of());

    private ClamdTarget() {
    }

    /** Called by the fuzzer for each input. */
    public static void fuzzerTestOneInput(byte[] data) {
        SERVER.says(data, false);
        try (ClamdScanner scanner = new ClamdScanner(CONFIGURATION)) {
            EngineAnswers.check(scanner, data, "OK");
        }
    }
}
