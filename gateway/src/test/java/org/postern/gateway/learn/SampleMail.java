// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.nio.charset.StandardCharsets;

import org.postern.analysis.message.MessageSource;

/** Mail of two kinds that are easy to tell apart, each message different. */
final class SampleMail {
    private SampleMail() {
    }

    static MessageSource spam(int number) {
        return message(number, "Winner", "claim your prize lottery jackpot million dollars transfer fee urgent " + number);
    }

    static MessageSource ham(int number) {
        return message(number, "Minutes", "attached the minutes of the project meeting budget review schedule " + number);
    }

    private static MessageSource message(int number, String subject, String text) {
        return MessageSource.of(("From: sender" + number + "@example.com\r\nTo: joe@example.org\r\nSubject: " + subject + " " + number
            + "\r\nMessage-ID: <" + subject + number + "@example.com>\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\n\r\n" + text + "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    }
}
