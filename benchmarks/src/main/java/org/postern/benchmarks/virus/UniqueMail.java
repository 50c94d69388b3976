// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.virus;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

import org.postern.analysis.message.MessageSource;

/** Messages of about 50 KB, HTML and an attachment, none like another: clamd remembers what it has called clean. */
final class UniqueMail {
    private static final int ATTACHMENT = 26_000;
    private static final int PARAGRAPHS = 250;

    private final Random random;

    UniqueMail(long seed) {
        this.random = new Random(seed);
    }

    MessageSource next() {
        byte[] attachment = new byte[ATTACHMENT];
        random.nextBytes(attachment);
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < PARAGRAPHS; i++) {
            html.append("<p>The figures of week ").append(random.nextInt(1_000_000)).append(" are attached.</p>\r\n");
        }
        String mail = "From: a@example.com\r\nTo: b@example.org\r\nSubject: Figures " + random.nextLong() + "\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<html>" + html + "</html>\r\n--b\r\n"
            + "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(attachment) + "\r\n--b--\r\n";
        return MessageSource.of(mail.getBytes(StandardCharsets.US_ASCII));
    }
}
