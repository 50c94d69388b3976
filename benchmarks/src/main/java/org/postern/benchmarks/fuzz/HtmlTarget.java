// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Target for a fuzzer: any bytes are read as HTML, so that its text and links are taken out of them. */
public final class HtmlTarget {
    private static final byte[] HEADER = "Content-Type: text/html\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        .getBytes(StandardCharsets.US_ASCII);

    private HtmlTarget() {
    }

    /** Called by the fuzzer for each input. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(HEADER);
        message.writeBytes(data);
        MessageTarget.check(message.toByteArray());
    }
}
