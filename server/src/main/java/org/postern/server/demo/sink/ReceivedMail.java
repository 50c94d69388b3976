// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.sink;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One message as the back-end server received it, byte for byte.
 *
 * @param at         when it was complete
 * @param sender     envelope sender, empty for the null sender
 * @param recipients envelope recipients
 * @param content    header and body with dots undoubled; not copied
 */
public record ReceivedMail(Instant at, String sender, List<String> recipients, byte[] content) {
    private static final byte[] END_OF_HEADER = {'\r', '\n', '\r', '\n'};

    public ReceivedMail {
        recipients = List.copyOf(recipients);
    }

    /** All values of a header field, unfolded, compared without regard to case. */
    public List<String> headers(String name) {
        String header = new String(content, 0, headerLength(), StandardCharsets.ISO_8859_1).replaceAll("\r\n(?=[ \t])", "");
        List<String> values = new ArrayList<>();
        for (String line : header.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).trim().equalsIgnoreCase(name)) {
                values.add(line.substring(colon + 1).trim());
            }
        }
        return values;
    }

    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** What follows the empty line after the header. */
    public byte[] body() {
        int start = Math.min(headerLength() + END_OF_HEADER.length, content.length);
        byte[] body = new byte[content.length - start];
        System.arraycopy(content, start, body, 0, body.length);
        return body;
    }

    public String text() {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    private int headerLength() {
        for (int i = 0; i + END_OF_HEADER.length <= content.length; i++) {
            if (content[i] == '\r' && content[i + 1] == '\n' && content[i + 2] == '\r' && content[i + 3] == '\n') {
                return i;
            }
        }
        return content.length;
    }
}
