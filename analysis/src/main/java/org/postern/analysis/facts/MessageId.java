// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.time.Instant;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Makes Postern's own ids of messages: 26 characters that sort by time and need no coordination between nodes (48 bits of
 * milliseconds and 80 random bits, Crockford's base 32; the layout is that of ULID).
 */
public final class MessageId {
    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final int TIME_CHARACTERS = 10;
    private static final int RANDOM_CHARACTERS = 16;
    private static final int BITS = 5;

    private MessageId() {
    }

    /** A new id for this moment. */
    public static String next(Instant now, RandomGenerator random) {
        char[] id = timed(now);
        for (int i = TIME_CHARACTERS; i < id.length; i++) {
            id[i] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        return new String(id);
    }

    /** The lowest id of this millisecond: ids made before sort before it, all others after it or equal. */
    public static String first(Instant time) {
        char[] id = timed(time);
        Arrays.fill(id, TIME_CHARACTERS, id.length, ALPHABET[0]);
        return new String(id);
    }

    private static char[] timed(Instant time) {
        char[] id = new char[TIME_CHARACTERS + RANDOM_CHARACTERS];
        long millis = time.toEpochMilli();
        for (int i = TIME_CHARACTERS - 1; i >= 0; i--) {
            id[i] = ALPHABET[(int) (millis & 31)];
            millis >>>= BITS;
        }
        return id;
    }

    /** Whether a text has the form of an id, before it is used in a query. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    /** When the id was made, to the millisecond; the id must be valid. */
    public static Instant time(String id) {
        long millis = 0;
        for (int i = 0; i < TIME_CHARACTERS; i++) {
            millis = millis << BITS | new String(ALPHABET).indexOf(id.charAt(i));
        }
        return Instant.ofEpochMilli(millis);
    }
}
