// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.Arrays;
import java.util.Locale;

/** Cuts one line of text into tokens as SpamAssassin does, so that its knowledge of what works (and BAYES_* rules) carries over. */
final class LineTokens {
    private static final int LONGEST = 15;
    private static final int SHORTEST = 3;
    private static final int SKIP_KEEPS = 7;
    private static final boolean[] WORD = table("-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789,@*!_'\"$.", 0xa1);
    private static final boolean[] TRIMMED = table("-'\".,", 256);

    private final TokenSink sink;

    LineTokens(TokenSink sink) {
        this.sink = sink;
    }

    void line(String text, String prefix, Region region) {
        char[] line = text.toCharArray();
        for (int i = 0; i < line.length; i++) {
            if (line[i] > 255 || !WORD[line[i]]) {
                line[i] = ' ';
            }
        }
        splitRuns(line);
        boolean sentence = true;
        int at = 0;
        while (at < line.length) {
            if (line[at] == ' ') {
                at++;
                continue;
            }
            int end = at;
            while (end < line.length && line[end] != ' ') {
                end++;
            }
            if (sentence && region != Region.HEADER) {
                lowerTitleCase(line, at, end);
            }
            sentence = line[end - 1] == '.';
            word(line, at, end, prefix, region);
            at = end;
        }
    }

    /** Runs of dots or dashes between two words are separators there, and part of a word otherwise. */
    private static void splitRuns(char[] line) {
        int at = 1;
        while (at < line.length) {
            char c = line[at];
            if (c != '.' && c != '-' || !isWord(line[at - 1])) {
                at++;
                continue;
            }
            int end = at;
            while (end < line.length && line[end] == c) {
                end++;
            }
            int length = end - at;
            if (length >= (c == '.' ? 3 : 2) && length <= 6 && end < line.length && isWord(line[end])) {
                Arrays.fill(line, at, end, ' ');
            }
            at = end;
        }
    }

    private static void lowerTitleCase(char[] line, int from, int to) {
        if (line[from] < 'A' || line[from] > 'Z') {
            return;
        }
        for (int i = from + 1; i < to; i++) {
            if (line[i] >= 'A' && line[i] <= 'Z') {
                return;
            }
        }
        line[from] = Character.toLowerCase(line[from]);
    }

    private void word(char[] line, int from, int to, String prefix, Region region) {
        int start = from;
        int end = to;
        while (start < end && TRIMMED[line[start]]) {
            start++;
        }
        while (end > start && TRIMMED[line[end - 1]]) {
            end--;
        }
        if (end - start < SHORTEST) {
            return;
        }
        String token = new String(line, start, end - start);
        if (StopWords.contains(token)) {
            return;
        }
        if (region != Region.HEADER) {
            addressesAndDomains(token);
        }
        if (token.length() > LONGEST && token.indexOf('*') < 0) {
            if (hasTwoHighOctets(token)) {
                for (int i = 0; i < token.length(); i += 2) {
                    sink.add("8:" + token.substring(i, Math.min(token.length(), i + 2)));
                }
                return;
            }
            if (region != Region.URI) {
                token = "sk:" + token.substring(0, SKIP_KEEPS);
            }
        }
        if (region != Region.HEADER) {
            decompose(token, prefix);
        }
        sink.add(prefix + token);
    }

    private void addressesAndDomains(String token) {
        int at = token.indexOf('@', 1);
        if (at > 0 && at < token.length() - 1) {
            AddressTokens.of(token).forEach(sink::add);
            return;
        }
        int dot = token.indexOf('.', 1);
        while (dot > 0 && dot + 1 < token.length() && !isLetter(token.charAt(dot + 1))) {
            dot = token.indexOf('.', dot + 1);
        }
        if (dot > 0 && dot + 1 < token.length()) {
            sink.add("UD:" + token);
            int next = token.indexOf('.', 1);
            while (next > 0 && next + 1 < token.length()) {
                sink.add("UD:" + token.substring(next + 1));
                next = token.indexOf('.', next + 2);
            }
        }
    }

    private void decompose(String token, String prefix) {
        String letters = withoutMarks(token);
        if (letters.length() != token.length()) {
            sink.add(prefix + letters);
        }
        String lower = token.toLowerCase(Locale.ROOT);
        if (!lower.equals(token)) {
            sink.add(prefix + lower);
            if (letters.length() != token.length()) {
                sink.add(prefix + letters.toLowerCase(Locale.ROOT));
            }
        }
    }

    private static String withoutMarks(String token) {
        StringBuilder kept = new StringBuilder(token.length());
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (isWord(c) || c == ':' || c == '*') {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static boolean hasTwoHighOctets(String token) {
        for (int i = 1; i < token.length(); i++) {
            if (token.charAt(i) >= 0xa0 && token.charAt(i - 1) >= 0xa0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(char c) {
        return isLetter(c) || c >= '0' && c <= '9' || c == '_';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean[] table(String members, int allFrom) {
        boolean[] table = new boolean[256];
        for (int i = 0; i < members.length(); i++) {
            table[members.charAt(i)] = true;
        }
        for (int c = allFrom; c < table.length; c++) {
            table[c] = true;
        }
        return table;
    }
}
