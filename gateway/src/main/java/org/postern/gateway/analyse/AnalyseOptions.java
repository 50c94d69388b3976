// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.analyse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the analysing tool is asked to do.
 *
 * @param messages  files and folders
 * @param rules     files and directories of rules; empty for those in force
 * @param threshold in place of what the rules require
 * @param all       whether rules without points are shown too
 * @param lint      whether what the rule files hold that has no effect is told
 */
record AnalyseOptions(List<Path> messages, List<Path> rules, OptionalDouble threshold, boolean all, boolean lint) {

    /** @throws IllegalArgumentException for people, when the words make no sense */
    static AnalyseOptions parse(List<String> words) {
        List<Path> messages = new ArrayList<>();
        List<Path> rules = new ArrayList<>();
        OptionalDouble threshold = OptionalDouble.empty();
        boolean all = false;
        boolean lint = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "--all" -> all = true;
                case "--lint" -> lint = true;
                case "--rules" -> rules.add(Path.of(value(words, ++i, word)));
                case "--threshold" -> threshold = OptionalDouble.of(points(value(words, ++i, word)));
                default -> {
                    if (word.startsWith("--")) {
                        throw new IllegalArgumentException("unknown option " + word);
                    }
                    messages.add(Path.of(word));
                }
            }
        }
        if (messages.isEmpty() && !lint) {
            throw new IllegalArgumentException("which message? Name a file or a folder");
        }
        return new AnalyseOptions(List.copyOf(messages), List.copyOf(rules), threshold, all, lint);
    }

    private static String value(List<String> words, int place, String option) {
        if (place >= words.size()) {
            throw new IllegalArgumentException(option + " lacks its value");
        }
        return words.get(place);
    }

    private static double points(String text) {
        try {
            double points = Double.parseDouble(text);
            if (points > 0 && points <= 1000) {
                return points;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a threshold: " + text, e);
        }
        throw new IllegalArgumentException("the threshold must be more than 0 and at most 1000 but is " + text);
    }
}
