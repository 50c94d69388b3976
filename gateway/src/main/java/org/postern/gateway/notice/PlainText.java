// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.notice;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The text of a notice in a form that every server passes on: as it is when it is short lines of ASCII, else in base64.
 *
 * @param fields  the MIME fields that tell the form, each with its line end
 * @param encoded lines with CRLF
 */
record PlainText(String fields, String encoded) {
    private static final int LONGEST_LINE = 900;
    private static final int BASE64_LINE = 76;
    private static final String TYPE = "Content-Type: text/plain; charset=";

    static PlainText of(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
        String closed = lines.endsWith("\r\n") ? lines : lines + "\r\n";
        boolean plain = closed.chars().allMatch(c -> c < 0x7f && (c >= ' ' || c == '\r' || c == '\n' || c == '\t'))
            && closed.lines().allMatch(line -> line.length() <= LONGEST_LINE);
        if (plain) {
            return new PlainText(TYPE + "us-ascii\r\nContent-Transfer-Encoding: 7bit\r\n", closed);
        }
        String base64 = Base64.getMimeEncoder(BASE64_LINE, new byte[] {'\r', '\n'})
            .encodeToString(closed.getBytes(StandardCharsets.UTF_8));
        return new PlainText(TYPE + "utf-8\r\nContent-Transfer-Encoding: base64\r\n", base64 + "\r\n");
    }
}
