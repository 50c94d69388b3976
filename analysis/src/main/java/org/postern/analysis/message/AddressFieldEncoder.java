// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.message;

/** Encodes the display names and comments outside ASCII of an address field; the addresses pass as they are. */
final class AddressFieldEncoder {
    private final String value;
    private final StringBuilder out = new StringBuilder();
    private int position;

    AddressFieldEncoder(String value) {
        this.value = value;
    }

    String encoded() {
        while (position < value.length()) {
            char c = value.charAt(position);
            if (c == '<') {
                copyTo(end(position, '<', '>'));
            } else if (c == '(') {
                comment();
            } else if (c == ',' || c == ';' || c == ':') {
                copyTo(position + 1);
            } else {
                phraseOrAddress();
            }
        }
        return out.toString();
    }

    /** A run up to an angle bracket or colon is a display name or group name; any other run is a bare address. */
    private void phraseOrAddress() {
        int end = position;
        while (end < value.length() && "<,;:(".indexOf(value.charAt(end)) < 0) {
            end = value.charAt(end) == '"' ? end(end, '"', '"') : end + 1;
        }
        String run = value.substring(position, end);
        int stop = end;
        while (stop < value.length() && value.charAt(stop) == '(') {
            stop = end(stop, '(', ')');
            while (stop < value.length() && Character.isWhitespace(value.charAt(stop))) {
                stop++;
            }
        }
        boolean phrase = stop < value.length() && (value.charAt(stop) == '<' || value.charAt(stop) == ':');
        out.append(phrase && !EncodedWords.isAscii(run) ? encodePhrase(run) : run);
        position = end;
    }

    private static String encodePhrase(String run) {
        String core = run.strip();
        int start = run.indexOf(core);
        String words = core.indexOf('"') >= 0 ? EncodedWords.folded(unquoted(core)) : UnstructuredEncoder.encode(core);
        return run.substring(0, start) + words + run.substring(start + core.length());
    }

    private void comment() {
        int end = end(position, '(', ')');
        String comment = value.substring(position, end);
        if (EncodedWords.isAscii(comment) || !comment.endsWith(")")) {
            out.append(comment);
        } else {
            out.append('(').append(EncodedWords.folded(unescaped(comment.substring(1, comment.length() - 1)))).append(')');
        }
        position = end;
    }

    private void copyTo(int end) {
        out.append(value, position, end);
        position = end;
    }

    /** Place behind the closing mark; comments nest, a backslash hides the next character. */
    private int end(int from, char opening, char closing) {
        int depth = 0;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == closing && i > from && --depth <= 0) {
                return i + 1;
            } else if (c == opening && (opening == '(' || i == from)) {
                depth++;
            }
        }
        return value.length();
    }

    private static String unquoted(String phrase) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < phrase.length(); i++) {
            char c = phrase.charAt(i);
            if (c == '\\' && i + 1 < phrase.length()) {
                text.append(phrase.charAt(++i));
            } else if (c != '"' && c != '\r' && c != '\n') {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String unescaped(String comment) {
        return unquoted(comment.replace("\"", "\\\""));
    }
}
