// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tells in one pass over a text which of many expressions may match it, by the literal texts that they need. A place in the text is
 * looked at closer when literals begin with its first characters, and then once for each length that those have, so that thousands of
 * literals cost no more than a few.
 */
final class LiteralScan {
    /** Characters of a literal by which it is found; shorter ones are of no use. */
    static final int SHORTEST = 3;
    private static final int[] NO_LENGTHS = {};

    private final BitSet always = new BitSet();
    private final Map<String, Numbers> fulfils = new HashMap<>();
    private final Map<Integer, int[]> lengths = new HashMap<>();
    private final BitSet starts = new BitSet(1 << 16);
    private final List<Needs> needs = new ArrayList<>();

    /** An expression needs all requirements from one number to another. */
    private record Needs(int id, int first, int end) {
    }

    /** Adds an expression under a number. */
    void add(int id, String regex) {
        List<List<String>> required = RequiredLiterals.of(regex);
        if (required.isEmpty()) {
            always.set(id);
            return;
        }
        Needs all = new Needs(id, needs.size(), needs.size() + required.size());
        for (List<String> alternatives : required) {
            for (String literal : alternatives) {
                fulfils.computeIfAbsent(literal, this::literal).add(needs.size());
            }
            needs.add(all);
        }
    }

    private Numbers literal(String literal) {
        int start = key(literal.charAt(0), literal.charAt(1), literal.charAt(2));
        lengths.put(start, IntStream.concat(Arrays.stream(lengths.getOrDefault(start, NO_LENGTHS)), IntStream.of(literal.length()))
            .sorted().distinct().toArray());
        starts.set(start & 0xffff);
        return new Numbers();
    }

    /** Numbers of the expressions that may match one of the texts; none when there is no text. */
    BitSet candidates(Iterable<String> texts) {
        BitSet found = new BitSet();
        BitSet fulfilled = new BitSet(needs.size());
        boolean any = false;
        for (String text : texts) {
            if (!any) {
                found.or(always);
                any = true;
            }
            if (!fulfils.isEmpty()) {
                scan(folded(text), fulfilled);
            }
        }
        for (int i = fulfilled.nextSetBit(0); i >= 0; i = fulfilled.nextSetBit(i + 1)) {
            Needs one = needs.get(i);
            if (i == one.first() && fulfilled.nextClearBit(i) >= one.end()) {
                found.set(one.id());
            }
        }
        return found;
    }

    private void scan(String text, BitSet fulfilled) {
        for (int i = 0; i + SHORTEST <= text.length(); i++) {
            int start = key(text.charAt(i), text.charAt(i + 1), text.charAt(i + 2));
            if (starts.get(start & 0xffff)) {
                scan(text, i, lengths.getOrDefault(start, NO_LENGTHS), fulfilled);
            }
        }
    }

    private void scan(String text, int from, int[] lengthsHere, BitSet fulfilled) {
        for (int length : lengthsHere) {
            if (from + length > text.length()) {
                return;
            }
            Numbers found = fulfils.get(text.substring(from, from + length));
            if (found != null) {
                found.addTo(fulfilled);
            }
        }
    }

    /** ASCII in lower case; other characters that expressions take for an ASCII letter become that letter. */
    private static String folded(String text) {
        char[] folded = new char[text.length()];
        for (int i = 0; i < folded.length; i++) {
            char c = text.charAt(i);
            folded[i] = c < 128 ? c >= 'A' && c <= 'Z' ? (char) (c + 32) : c : Character.toLowerCase(Character.toUpperCase(c));
        }
        return new String(folded);
    }

    private static int key(char first, char second, char third) {
        return first * 31 * 31 + second * 31 + third;
    }
}
