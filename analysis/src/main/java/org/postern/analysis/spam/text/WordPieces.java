// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Counts the pieces of words in a text, each of one to five letters, the ends of a word counting as a letter. There are many, and every
 * message is counted, so that they are not made into texts until it is known which matter.
 */
final class WordPieces {
    private static final int LONGEST = 5;
    private static final char END = '_';
    private static final String BETWEEN = "0123456789 \t\n\u000b\f\r-!\"#$%&()*+,./:;<=>?@[\\]^_`{|}~";
    private static final boolean[] PARTS = new boolean[128];

    private final char[] letters;
    private final int[] starts;
    private final int[] lengths;
    private final int[] counts;

    static {
        BETWEEN.chars().forEach(c -> PARTS[c] = true);
    }

    private WordPieces(char[] letters, int pieces) {
        int size = Math.max(16, Integer.highestOneBit(pieces + pieces / 2) << 1);
        this.letters = letters;
        this.starts = new int[size];
        this.lengths = new int[size];
        this.counts = new int[size];
    }

    /**
     * The most frequent pieces, the most frequent first, equally frequent ones in the order of their letters.
     *
     * @param text in lower case
     */
    static List<String> frequent(String text, int most) {
        StringBuilder words = new StringBuilder(text.length() + text.length() / 2);
        List<int[]> places = new ArrayList<>();
        int pieces = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!between(text.charAt(i))) {
                int end = i + 1;
                while (end < text.length() && !between(text.charAt(end))) {
                    end++;
                }
                places.add(new int[] {words.length(), words.length() + end - i + 2});
                words.append(END).append(text, i, end).append(END);
                pieces += LONGEST * (end - i + 2);
                i = end;
            }
        }
        char[] letters = new char[words.length()];
        words.getChars(0, letters.length, letters, 0);
        WordPieces all = new WordPieces(letters, pieces);
        places.forEach(word -> all.add(word[0], word[1]));
        return all.first(most);
    }

    private static boolean between(char c) {
        return c < PARTS.length && PARTS[c];
    }

    private void add(int from, int to) {
        for (int start = from; start < to; start++) {
            int hash = 0;
            for (int end = start; end < Math.min(to, start + LONGEST); end++) {
                hash = hash * 31 + letters[end];
                count(start, end + 1 - start, hash);
            }
        }
    }

    private void count(int start, int length, int hash) {
        int place = (hash ^ hash >>> 15) * 0x9E3779B1 >>> 1 & counts.length - 1;
        while (counts[place] > 0 && !same(place, start, length)) {
            place = place + 1 & counts.length - 1;
        }
        if (counts[place]++ == 0) {
            starts[place] = start;
            lengths[place] = length;
        }
    }

    private boolean same(int place, int start, int length) {
        return lengths[place] == length && Arrays.equals(letters, starts[place], starts[place] + length, letters, start, start + length);
    }

    private List<String> first(int most) {
        int[] byCount = new int[Arrays.stream(counts).max().orElse(0) + 1];
        for (int count : counts) {
            byCount[count]++;
        }
        int least = byCount.length;
        int found = 0;
        while (least > 1 && found < most) {
            least--;
            found += byCount[least];
        }
        List<Integer> candidates = new ArrayList<>(found);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] >= least && counts[i] > 0) {
                candidates.add(i);
            }
        }
        candidates.sort(Comparator.comparingInt((Integer place) -> -counts[place]).thenComparing(this::order));
        return candidates.stream().limit(most).map(place -> new String(letters, starts[place], lengths[place])).toList();
    }

    private int order(int one, int other) {
        return Arrays.compare(letters, starts[one], starts[one] + lengths[one], letters, starts[other], starts[other] + lengths[other]);
    }
}
