// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Target for a fuzzer: any bytes are the header of a message with a body, and so field bodies, parameters and encoded words. */
public final class HeaderTarget {
    private static final byte[] START = "MIME-Version: 1.0\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BODY = "\r\n\r\nQnV5IG5vdw==\r\n--b\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII);

    private HeaderTarget() {
    }

    /** Called by the fuzzer for each input. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(START);
        message.writeBytes(data);
        message.writeBytes(BODY);
        MessageTarget.check(message.toByteArray());
    }
}
