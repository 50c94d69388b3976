// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/**
 * The distinct tokens of one message: their hashes, ascending, by which models know them, and their texts, for people. A stored lesson
 * has hashes only, so that what was learned does not give away what was in the mail.
 */
public final class Tokens {
    private static final long PRIME = 0x100000001b3L;
    private static final long OFFSET = 0xcbf29ce484222325L;

    private final long[] hashes;
    private final String[] texts;

    private Tokens(long[] hashes, String[] texts) {
        this.hashes = hashes;
        this.texts = texts;
    }

    private record Hashed(long hash, String text) {
    }

    static Tokens of(Collection<String> texts) {
        Hashed[] sorted = texts.stream().map(text -> new Hashed(hash(text), text)).toArray(Hashed[]::new);
        Arrays.sort(sorted, Comparator.comparingLong(Hashed::hash));
        long[] hashes = new long[sorted.length];
        String[] words = new String[sorted.length];
        int count = 0;
        for (Hashed token : sorted) {
            if (count == 0 || hashes[count - 1] != token.hash()) {
                hashes[count] = token.hash();
                words[count++] = token.text();
            }
        }
        return new Tokens(Arrays.copyOf(hashes, count), Arrays.copyOf(words, count));
    }

    public int count() {
        return hashes.length;
    }

    public long hash(int place) {
        return hashes[place];
    }

    /** The token as it was made, in octets. */
    public String text(int place) {
        return texts[place];
    }

    /** A copy of all hashes, ascending. */
    public long[] hashes() {
        return hashes.clone();
    }

    /** A hash whose every bit depends on every character, 40 bits wide like the tokens of SpamAssassin's databases. */
    static long hash(String text) {
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return Mix.spread(hash) >>> 24;
    }
}
