// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells in one pass over a text which of many expressions may match it, by the literal texts that they need. Literals are found by their
 * first characters, so that the index stays small however many there are.
 */
final class LiteralScan {
    /** Characters of a literal by which it is found; shorter ones are of no use. */
    static final int SHORTEST = 3;

    private final BitSet always = new BitSet();
    private final Map<Integer, Entry[]> byStart = new HashMap<>();
    private final BitSet starts = new BitSet(1 << 16);

    private record Entry(String literal, int id) {
    }

    /** Adds an expression under a number. */
    void add(int id, String regex) {
        List<String> literals = RequiredLiterals.of(regex);
        if (literals.isEmpty()) {
            always.set(id);
        }
        for (String literal : literals) {
            int start = key(literal.charAt(0), literal.charAt(1), literal.charAt(2));
            List<Entry> entries = new ArrayList<>(List.of(byStart.getOrDefault(start, new Entry[0])));
            entries.add(new Entry(literal, id));
            byStart.put(start, entries.toArray(Entry[]::new));
            starts.set(start & 0xffff);
        }
    }

    /** Numbers of the expressions that may match one of the texts; none when there is no text. */
    BitSet candidates(Iterable<String> texts) {
        BitSet found = new BitSet();
        boolean any = false;
        for (String text : texts) {
            if (!any) {
                found.or(always);
                any = true;
            }
            if (!byStart.isEmpty()) {
                scan(folded(text), found);
            }
        }
        return found;
    }

    private void scan(String text, BitSet found) {
        for (int i = 0; i + SHORTEST <= text.length(); i++) {
            int start = key(text.charAt(i), text.charAt(i + 1), text.charAt(i + 2));
            if (starts.get(start & 0xffff)) {
                for (Entry entry : byStart.getOrDefault(start, new Entry[0])) {
                    if (text.startsWith(entry.literal(), i)) {
                        found.set(entry.id());
                    }
                }
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
