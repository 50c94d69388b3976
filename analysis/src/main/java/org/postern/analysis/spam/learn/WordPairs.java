// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

/**
 * Words of a text, and pairs of words up to four apart with their distance (orthogonal sparse bigrams), hashed. Pairs keep the order of
 * words, which single tokens lose.
 */
final class WordPairs {
    private static final int REACH = 4;
    private static final int LONGEST = 40;
    private static final long PRIME = 0x100000001b3L;

    private final DistinctHashes into;

    WordPairs(DistinctHashes into) {
        this.into = into;
    }

    void collect(CharSequence text, int mostWords, long salt) {
        long[] before = new long[REACH + 1];
        int count = 0;
        int at = 0;
        int length = text.length();
        while (count < mostWords && at < length) {
            while (at < length && text.charAt(at) <= ' ') {
                at++;
            }
            int start = at;
            long word = salt;
            while (at < length && text.charAt(at) > ' ') {
                if (at - start < LONGEST) {
                    word = (word ^ text.charAt(at)) * PRIME;
                }
                at++;
            }
            if (at > start) {
                into.add(word);
                for (int distance = 1; distance <= REACH && distance <= count; distance++) {
                    into.add(word * 31 + before[(count - distance) % before.length] * 17 + distance * 1_000_003L);
                }
                before[count % before.length] = word;
                count++;
            }
        }
    }
}
