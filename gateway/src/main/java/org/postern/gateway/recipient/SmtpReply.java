// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * One reply of an SMTP server (RFC 5321 section 4.2).
 *
 * @param code 200 to 599
 * @param text text of the last line, where an enhanced status code stands first if there is one
 */
record SmtpReply(int code, String text) {
    private static final int LONGEST_LINE = 2048;
    private static final int MOST_LINES = 100;

    /**
     * Reads a reply of one or several lines.
     *
     * @throws IOException also when the server ends the connection or sends what is no reply
     */
    static SmtpReply read(InputStream in) throws IOException {
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String line = line(in);
            if (line.length() < 3 || !line.substring(0, 3).matches("[2-5][0-9][0-9]")) {
                throw new IOException("no SMTP reply: " + shown(line));
            }
            if (line.length() == 3 || line.charAt(3) != '-') {
                return new SmtpReply(Integer.parseInt(line.substring(0, 3)), line.length() > 4 ? line.substring(4) : "");
            }
        }
        throw new IOException("a reply of more than " + MOST_LINES + " lines");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server ended the connection");
            }
            if (line.length() >= LONGEST_LINE) {
                throw new IOException("a reply line of more than " + LONGEST_LINE + " octets");
            }
            line.append((char) c);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    boolean isPositive() {
        return code < 300;
    }

    boolean isPermanent() {
        return code >= 500;
    }

    /** Whether the text begins with an enhanced status code of this subject, such as {@code 5.7.} (RFC 3463). */
    boolean hasStatus(String subject) {
        return text.startsWith(subject);
    }

    @Override
    public String toString() {
        return code + " " + shown(text);
    }

    private static String shown(String text) {
        String ascii = new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII).replaceAll("\\p{Cntrl}", "?");
        return ascii.length() > 200 ? ascii.substring(0, 200) : ascii;
    }
}
