// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.quarantine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.MessageId;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;

/** Quarantined mail of 4 KB, each to one of many users, every user getting as much; half its text is such as cannot be compressed. */
final class GeneratedItems {
    static final int MESSAGE_BYTES = 4096;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final List<String> WORDS = List.of("offer", "price", "today", "best", "free", "account", "please", "click",
        "money", "win");

    private final int users;
    private final Instant from;
    private final Duration spread;

    /**
     * Mail of a time.
     *
     * @param spread length of that time
     */
    GeneratedItems(int users, Instant from, Duration spread) {
        this.users = users;
        this.from = from;
        this.spread = spread;
    }

    int users() {
        return users;
    }

    String recipient(int user) {
        return "user" + user + "@d" + user % 50 + ".example.org";
    }

    /**
     * One item.
     *
     * @param place in time, 0 to 1
     */
    QuarantineItem item(long number, double place) {
        Instant at = from.plusMillis((long) (spread.toMillis() * place));
        Random random = new Random(number);
        String recipient = recipient((int) (number % users));
        QuarantineKind kind = random.nextInt(20) == 0 ? QuarantineKind.VIRUS : QuarantineKind.SPAM;
        return new QuarantineItem(ItemId.of(MessageId.next(at, random), recipient), kind, ItemStatus.PENDING, Direction.INCOMING, at,
            at.plus(Duration.ofDays(7)), "bounce" + number % 997 + "@shop.example", recipient, "Offer number " + number,
            "Shop <news" + number % 997 + "@shop.example>", "192.0.2." + number % 254, MESSAGE_BYTES, random.nextInt(300) / 10.0 + 5,
            List.of("Quarantine Spam"), "score 7.2: OFFER, HTML_MESSAGE, URI_NEW");
    }

    MessageSource message(long number) {
        Random random = new Random(number);
        StringBuilder text = new StringBuilder(MESSAGE_BYTES + 100).append("From: Shop <news@shop.example>\r\nSubject: Offer number ")
            .append(number).append("\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n");
        while (text.length() < MESSAGE_BYTES) {
            if (text.length() < MESSAGE_BYTES / 2) {
                text.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(9) == 0 ? "\r\n" : " ");
            } else {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
        }
        return MessageSource.of(text.substring(0, MESSAGE_BYTES).getBytes(StandardCharsets.US_ASCII));
    }
}
