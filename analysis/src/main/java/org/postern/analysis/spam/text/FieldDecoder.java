// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Unfolds header values and decodes their encoded words into UTF-8 octets. */
final class FieldDecoder {
    private static final Set<String> NEVER_ENCODED = Set.of("received", "message-id", "resent-message-id", "date", "resent-date",
        "mime-version", "references", "in-reply-to");
    private static final Pattern BETWEEN_WORDS = Pattern.compile(
        "(=\\?[A-Za-z0-9*_-]+\\?[bqBQ]\\?[^?]*\\?=)\\s+(?==\\?[A-Za-z0-9*_-]+\\?[bqBQ]\\?[^?]*\\?=)");
    private static final Pattern WORD = Pattern.compile("=\\?([A-Za-z0-9*_-]+)\\?([bqBQ])\\?([^?]*)\\?=");

    private record Section(String charset, StringBuilder octets) {
    }

    private FieldDecoder() {
    }

    /** The value as rules see it: one line, no white space at its ends, decoded. */
    static String decoded(String name, String raw) {
        return words(name, Octets.trim(unfold(raw)));
    }

    /** Each fold, a line end with the white space behind it, made one space; other line ends removed. */
    static String words(String name, String unfolded) {
        String value = withoutLineEnds(unfolded);
        if (Octets.high(value) > 0) {
            value = CharsetGuess.headerOctets(value);
        }
        String lower = Octets.lower(name);
        if (value.indexOf("=?") < 0 || NEVER_ENCODED.contains(lower) || lower.startsWith("list-")) {
            return value;
        }
        StringBuilder result = new StringBuilder();
        for (Section section : sections(BETWEEN_WORDS.matcher(value).replaceAll("$1"))) {
            int language = section.charset().indexOf('*');
            String charset = language < 0 ? section.charset() : section.charset().substring(0, language);
            result.append(charset.isEmpty() ? section.octets().toString() : CharsetGuess.encodedWord(section.octets().toString(), charset));
        }
        return result.toString();
    }

    static String unfold(String raw) {
        if (raw.indexOf('\n') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            int behind = i + 1;
            if (c == '\n') {
                while (behind < raw.length() && (raw.charAt(behind) == ' ' || raw.charAt(behind) == '\t')) {
                    behind++;
                }
            }
            if (behind > i + 1) {
                text.append(' ');
                i = behind - 1;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String withoutLineEnds(String value) {
        return value.indexOf('\n') < 0 ? value : value.replace("\r\n", "").replace("\n", "");
    }

    private static List<Section> sections(String value) {
        List<Section> sections = new ArrayList<>();
        Matcher words = WORD.matcher(value);
        int position = 0;
        while (words.find()) {
            add(sections, "", value.substring(position, words.start()));
            String data = words.group(3);
            boolean base64 = words.group(2).equalsIgnoreCase("b");
            add(sections, Octets.lower(words.group(1)),
                base64 ? TransferDecoding.base64(data) : TransferDecoding.quotedPrintable(data.replace("_", "=20")));
            position = words.end();
        }
        add(sections, "", value.substring(position));
        return sections;
    }

    private static void add(List<Section> sections, String charset, String octets) {
        if (octets.isEmpty()) {
            return;
        }
        if (sections.isEmpty() || !sections.get(sections.size() - 1).charset().equals(charset)) {
            sections.add(new Section(charset, new StringBuilder()));
        }
        sections.get(sections.size() - 1).octets().append(octets);
    }
}
