// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a {@code tflags} line.
 *
 * @param words     all of them, also those that only other parts heed
 * @param mostHits  how many matches of the rule are counted
 * @param firstPart first of the MIME parts that a mimeheader rule looks at, from 1 for the message itself
 * @param lastPart  last of them
 */
record RuleFlags(Set<String> words, int mostHits, int firstPart, int lastPart) {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s,]+");
    private static final Pattern MAX_HITS = Pattern.compile("maxhits=(\\d{1,6})");
    private static final Pattern RANGE = Pattern.compile("range=(\\d{0,4})(-?)(\\d{0,4})");
    private static final int ALL_PARTS = 1000;
    static final RuleFlags NONE = new RuleFlags(Set.of(), 1, 0, ALL_PARTS);

    static RuleFlags parse(String text) {
        Set<String> words = Arrays.stream(SEPARATORS.split(text.strip())).collect(Collectors.toUnmodifiableSet());
        return new RuleFlags(words, mostHits(words), firstPart(words), lastPart(words));
    }

    boolean has(String word) {
        return words.contains(word);
    }

    private static int mostHits(Set<String> words) {
        if (!words.contains("multiple")) {
            return 1;
        }
        return first(words, MAX_HITS).map(found -> Integer.parseInt(found.group(1))).filter(hits -> hits > 0).orElse(Integer.MAX_VALUE);
    }

    private static int firstPart(Set<String> words) {
        return first(words, RANGE).map(found -> number(found.group(1), 0)).orElse(0);
    }

    private static int lastPart(Set<String> words) {
        return first(words, RANGE)
            .map(found -> found.group(2).isEmpty() ? number(found.group(1), ALL_PARTS) : number(found.group(3), ALL_PARTS))
            .orElse(ALL_PARTS);
    }

    private static Optional<Matcher> first(Set<String> words, Pattern pattern) {
        return words.stream().sorted().map(pattern::matcher).filter(Matcher::matches).findFirst();
    }

    private static int number(String digits, int otherwise) {
        return digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }
}
