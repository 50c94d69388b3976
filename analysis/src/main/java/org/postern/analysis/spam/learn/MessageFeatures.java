// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.Locale;

import org.postern.analysis.facts.HeaderField;

/**
 * What the models know a message by. One reading serves classification and training, and nothing in it but the token texts, which are
 * never stored, shows what the message said.
 *
 * @param tokens words and parts of words, as the Bayesian model counts them
 * @param views  what the logistic committee looks at besides
 */
public record MessageFeatures(Tokens tokens, Views views) {
    private static final int GRAM = 5;
    private static final int HEADER_WORDS = 1000;
    private static final int CONTENT_WORDS = 2000;
    private static final int HEADER_GRAMS = 2500;
    private static final int TEXT_GRAMS = 4000;
    private static final int RECEIVED_KEPT = 2;
    private static final int OCTET_GRAMS = 4000;

    /** Reads the features of a message. */
    public static MessageFeatures of(LearnableMessage message) {
        return new MessageFeatures(TokenExtractor.extract(message), new Views(words(message), grams(message), octets(message)));
    }

    private static int[] words(LearnableMessage message) {
        StringBuilder header = new StringBuilder(2048);
        for (HeaderField field : message.headers()) {
            if (!field.name().equalsIgnoreCase("Date")) {
                header.append(field.name()).append(": ").append(field.value()).append('\n');
            }
        }
        DistinctHashes hashes = new DistinctHashes(Views.BITS);
        WordPairs pairs = new WordPairs(hashes);
        pairs.collect(header, HEADER_WORDS, 0x48454144L);
        pairs.collect(message.content(), CONTENT_WORDS, 0x424f4459L);
        return hashes.distinct();
    }

    private static int[] grams(LearnableMessage message) {
        DistinctHashes hashes = new DistinctHashes(Views.BITS);
        grams(characteristicHeader(message), HEADER_GRAMS, 7, hashes);
        StringBuilder text = new StringBuilder(TEXT_GRAMS + 256);
        for (String line : message.body()) {
            if (text.length() >= TEXT_GRAMS) {
                break;
            }
            text.append(line, 0, Math.min(line.length(), TEXT_GRAMS)).append('\n');
        }
        grams(text, TEXT_GRAMS, 6, hashes);
        return hashes.distinct();
    }

    private static int[] octets(LearnableMessage message) {
        DistinctHashes hashes = new DistinctHashes(Views.BITS);
        grams(message.octets(), OCTET_GRAMS, 1, hashes);
        return hashes.distinct();
    }

    /** The fields that say what a message is, without those that every message has its own value of. */
    private static StringBuilder characteristicHeader(LearnableMessage message) {
        long received = message.headers().stream().filter(field -> field.name().equalsIgnoreCase("Received")).count();
        StringBuilder header = new StringBuilder(2048);
        for (HeaderField field : message.headers()) {
            boolean taken = switch (field.name().toLowerCase(Locale.ROOT)) {
                case "received" -> received-- <= RECEIVED_KEPT;
                case "subject" -> true;
                default -> !HeaderTokens.isIgnored(field.name());
            };
            if (taken) {
                header.append(field.name()).append(": ").append(field.value()).append('\n');
            }
        }
        return header;
    }

    private static void grams(CharSequence text, int most, long salt, DistinctHashes into) {
        int last = Math.min(text.length(), most) - GRAM;
        for (int at = 0; at <= last; at++) {
            long hash = salt;
            for (int i = 0; i < GRAM; i++) {
                hash = hash << 8 | text.charAt(at + i) & 0xff;
            }
            into.add(hash);
        }
    }
}
