// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes the lines that body rules see and the pieces that rawbody rules see. */
final class BodyText {
    private static final int LONGEST_LINE = 2048;
    private static final int SLACK = 1024;

    private BodyText() {
    }

    /** The subject, then a line for each paragraph of the rendered parts, white space collapsed. */
    static List<String> rendered(String subject, List<MimeNode> leaves, Function<Rendering, String> form, int mostOfPart) {
        StringBuilder text = new StringBuilder();
        for (MimeNode leaf : leaves) {
            if (text.length() > 0) {
                text.append('\n');
            }
            leaf.rendered().ifPresent(rendering -> text.append(cut(form.apply(rendering), mostOfPart, "\n", " ")));
        }
        return shortLines(subject + Octets.encode(paragraphs(text.toString())));
    }

    /** The decoded text parts with their markup. */
    static List<String> raw(List<MimeNode> leaves, int mostOfPart) {
        List<String> pieces = new ArrayList<>();
        for (MimeNode leaf : leaves) {
            String type = leaf.effectiveType();
            boolean text = startsWithWord(type, "text") || startsWithWord(type, "message");
            if (text && !leaf.type().equals("text/calendar")) {
                shortParagraphs(cut(leaf.decoded(), mostOfPart, "\n", ">", " "), pieces);
            }
        }
        return pieces;
    }

    /** White space that holds at least two line ends becomes one line end, other white space one space. */
    static String paragraphs(String text) {
        StringBuilder result = new StringBuilder(text.length());
        int length = text.length();
        int at = 0;
        while (at < length) {
            int run = at;
            while (run < length && text.charAt(run) != 0 && !UnicodeSpace.is(text.charAt(run))) {
                run++;
            }
            if (run > at) {
                result.append(text, at, run);
                at = run;
                continue;
            }
            if (text.charAt(at) == 0) {
                result.append('\n');
                at++;
                continue;
            }
            int first = -1;
            int last = -1;
            int end = at;
            while (end < length && UnicodeSpace.is(text.charAt(end))) {
                if (text.charAt(end) == '\n') {
                    first = first < 0 ? end : first;
                    last = end;
                }
                end++;
            }
            if (first == last) {
                result.append(' ');
            } else {
                result.append(first > at ? " \n" : "\n").append(last < end - 1 ? " " : "");
            }
            at = end;
        }
        return result.toString();
    }

    /** Lines of at most 2048 characters, cut behind spaces. */
    static List<String> shortLines(String text) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at) + 1;
            end = end == 0 ? text.length() : end;
            while (end - at > LONGEST_LINE) {
                int space = text.lastIndexOf(' ', at + LONGEST_LINE);
                int length = space < at ? LONGEST_LINE : space - at + 1;
                lines.add(text.substring(at, at + length));
                at += length;
            }
            if (at < end) {
                lines.add(text.substring(at, end));
            }
            at = end;
        }
        return lines;
    }

    /** Pieces of between 2048 and 4096 characters, cut behind line ends, tags or spaces. */
    static void shortParagraphs(String text, List<String> pieces) {
        if (text.length() <= LONGEST_LINE) {
            pieces.add(text);
            return;
        }
        int from = 0;
        while (text.length() - from > 2 * LONGEST_LINE) {
            int end = from + LONGEST_LINE;
            for (String mark : List.of("\n", ">", " ")) {
                int found = text.indexOf(mark, from + LONGEST_LINE);
                if (found >= 0 && found - from + 1 <= 2 * LONGEST_LINE) {
                    end = found;
                    break;
                }
            }
            pieces.add(text.substring(from, end + 1));
            from = end + 1;
        }
        if (from < text.length()) {
            pieces.add(text.substring(from));
        }
    }

    private static String cut(String text, int most, String... marks) {
        if (most <= 0 || text.length() <= most) {
            return text;
        }
        for (String mark : marks) {
            int found = text.indexOf(mark, most);
            if (found >= 0 && found - most <= SLACK) {
                return text.substring(0, found + 1);
            }
        }
        return text.substring(0, most);
    }

    private static boolean startsWithWord(String type, String word) {
        return type.startsWith(word) && (type.length() == word.length() || !Octets.isWord(type.charAt(word.length())));
    }
}
