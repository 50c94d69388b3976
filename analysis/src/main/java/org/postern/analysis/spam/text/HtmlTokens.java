// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Cuts HTML into tokens the way the parser does that spam rules were tuned with. It differs from how browsers read in what becomes a
 * comment, where a name ends, and which broken tags are text; the count of tags and the comments decide some rules.
 */
final class HtmlTokens {
    /** Elements whose content is no markup; true where its entities stay as they are. */
    private static final Map<String, Boolean> LITERAL = Map.of("script", true, "style", true, "xmp", true, "ifram"
        + "e", true, "plaintext", true,
        "title", false, "textarea", false);
    private static final Set<String> DECLARATIONS = Set.of("doctype", "entity");
    private static final int MOST_ATTRIBUTES = 200;
    private static final int NOT_MARKUP = -1;
    private static final int NO_END = -2;

    private final String html;
    private final Receiver receiver;
    private boolean anyEndOfComment;
    private String literal = "";

    /** Gets the tokens in their order. */
    interface Receiver {
        /** Text, entities decoded. */
        void text(String text);

        /** A start tag; names in lower case, values decoded. */
        void start(String name, Map<String, String> attributes);

        /** An end tag. */
        void end(String name);

        /** A comment with its delimiters, or broken markup. */
        void comment(String source);

        /** A document type declaration. */
        void declaration(String source);
    }

    HtmlTokens(String html, Receiver receiver) {
        this.html = html;
        this.receiver = receiver;
    }

    void scan() {
        int at = 0;
        while (at < html.length()) {
            if (!literal.isEmpty()) {
                at = literalText(at);
                continue;
            }
            int tag = html.indexOf('<', at);
            if (tag < 0) {
                lastText(at);
                return;
            }
            if (tag > at) {
                text(at, tag, true);
            }
            at = markup(tag);
        }
    }

    private int markup(int at) {
        int end = html.length() - at < 3 ? NO_END : markupEnd(at);
        if (end == NO_END) {
            if (!anyEndOfComment && html.startsWith("<!--", at)) {
                anyEndOfComment = true;
                return at;
            }
            receiver.comment(html.substring(at));
            return html.length();
        }
        if (end == NOT_MARKUP) {
            int next = html.indexOf('<', at + 1);
            if (next < 0) {
                lastText(at);
                return html.length();
            }
            text(at, next, true);
            return next;
        }
        return end;
    }

    private int markupEnd(int at) {
        char c = html.charAt(at + 1);
        if (c == '/') {
            return endTag(at);
        }
        if (c == '!') {
            return declaration(at);
        }
        if (c == '?') {
            int end = html.indexOf('>', at + 2);
            return end < 0 ? NO_END : end + 1;
        }
        return nameStart(c) ? startTag(at) : NOT_MARKUP;
    }

    private int startTag(int at) {
        int s = at + 1;
        while (s < html.length() && notSpaceNorGt(s)) {
            s++;
        }
        String name = html.substring(at + 1, s).toLowerCase(Locale.ROOT);
        Map<String, String> attributes = new LinkedHashMap<>();
        s = skipSpace(s);
        while (s < html.length() && html.charAt(s) != '>') {
            s = attribute(s, attributes);
            if (s < 0) {
                return NO_END;
            }
        }
        if (s >= html.length()) {
            return NO_END;
        }
        receiver.start(name, attributes);
        if (LITERAL.containsKey(name)) {
            literal = name;
        }
        return s + 1;
    }

    /** Reads one attribute and the white space behind it; negative when the text ends within. */
    private int attribute(int at, Map<String, String> attributes) {
        int s = at + 1;
        while (s < html.length() && notSpaceNorGt(s) && html.charAt(s) != '=') {
            s++;
        }
        String name = html.substring(at, s).toLowerCase(Locale.ROOT);
        String value = html.substring(at, s);
        s = skipSpace(s);
        if (s < html.length() && html.charAt(s) == '=') {
            s = skipSpace(s + 1);
            int from = s;
            if (s >= html.length()) {
                return NO_END;
            }
            char quote = html.charAt(s);
            if (quote == '>') {
                value = "";
            } else if (quote == '"' || quote == '\'') {
                int close = html.indexOf(quote, s + 1);
                if (close < 0) {
                    return NO_END;
                }
                value = html.substring(s + 1, close);
                s = close + 1;
            } else {
                while (s < html.length() && notSpaceNorGt(s)) {
                    s++;
                }
                value = html.substring(from, s);
            }
            s = skipSpace(s);
            value = HtmlEntities.decode(value, false);
        }
        if (attributes.size() < MOST_ATTRIBUTES) {
            attributes.putIfAbsent(name, value);
        }
        return s < html.length() ? s : NO_END;
    }

    private int endTag(int at) {
        int s = at + 2;
        if (notSpaceNorGt(s)) {
            int from = s;
            while (s < html.length() && notSpaceNorGt(s)) {
                s++;
            }
            int gt = skipToGt(s);
            if (gt < 0) {
                return NO_END;
            }
            receiver.end(html.substring(from, s).toLowerCase(Locale.ROOT));
            return gt + 1;
        }
        return commentToGt(at, s);
    }

    private int declaration(int at) {
        int s = at + 2;
        if (html.startsWith("--", s)) {
            return comment(at, s + 2);
        }
        if (html.startsWith("-", s)) {
            return s + 1 == html.length() ? NO_END : commentToGt(at, s + 1);
        }
        if (html.startsWith("[", s)) {
            return markedSection(at);
        }
        if (html.startsWith(">", s)) {
            receiver.comment(html.substring(at, s + 1));
            return s + 1;
        }
        if (s < html.length() && Character.isLetter(html.charAt(s)) && html.charAt(s) < 0x80) {
            while (s < html.length() && nameChar(html.charAt(s))) {
                s++;
            }
            if (s == html.length()) {
                return NO_END;
            }
            if (DECLARATIONS.contains(html.substring(at + 2, s).toLowerCase(Locale.ROOT))) {
                return documentType(at, s);
            }
        }
        return commentToGt(at, s);
    }

    private int documentType(int at, int from) {
        int s = skipSpace(from);
        while (s < html.length() && html.charAt(s) != '>') {
            char c = html.charAt(s);
            if (c == '"' || c == '\'') {
                s = html.indexOf(c, s + 1) + 1;
            } else if (c == '-') {
                if (s + 1 < html.length() && html.charAt(s + 1) != '-') {
                    return commentToGt(at, s + 1);
                }
                s = html.indexOf("--", s + 2) + 2;
                s = s == 1 ? 0 : s;
            } else {
                while (s < html.length() && notSpaceNorGt(s)) {
                    s++;
                }
            }
            if (s <= 0) {
                return NO_END;
            }
            s = skipSpace(s);
        }
        if (s >= html.length()) {
            return NO_END;
        }
        receiver.declaration(html.substring(at, s + 1));
        return s + 1;
    }

    private int comment(int at, int from) {
        if (anyEndOfComment) {
            int gt = html.indexOf('>', from);
            if (gt < 0) {
                return NO_END;
            }
            receiver.comment(html.substring(at, gt + 1));
            return gt + 1;
        }
        int dashes = html.indexOf("--", from);
        while (dashes >= 0) {
            int s = skipSpace(dashes + 2);
            if (s < html.length() && html.charAt(s) == '>') {
                receiver.comment(html.substring(at, s + 1));
                return s + 1;
            }
            dashes = html.indexOf("--", dashes + 1);
        }
        return NO_END;
    }

    /** {@code <![CDATA[text]]>} is text; conditional sections of word processors are comments. */
    private int markedSection(int at) {
        int s = skipSpace(at + 3);
        int from = s;
        while (s < html.length() && nameChar(html.charAt(s))) {
            s++;
        }
        String name = html.substring(from, s).toLowerCase(Locale.ROOT);
        s = skipSpace(s);
        if (s >= html.length()) {
            return NO_END;
        }
        if (html.charAt(s) != '[') {
            return commentToGt(at, at + 2);
        }
        int end = html.indexOf("]]>", s + 1);
        int stop = end < 0 ? html.length() : end;
        if (!name.equals("ignore") && stop > s + 1) {
            text(s + 1, stop, !name.equals("cdata"));
        }
        return end < 0 ? html.length() : end + 3;
    }

    private int commentToGt(int at, int from) {
        int gt = skipToGt(from);
        if (gt < 0) {
            return NO_END;
        }
        receiver.comment(html.substring(at, gt + 1));
        return gt + 1;
    }

    private int literalText(int at) {
        String name = literal;
        boolean decode = !LITERAL.get(name);
        int end = name.equals("plaintext") ? -1 : html.indexOf("</", at);
        while (end >= 0) {
            int behind = end + 2 + name.length();
            int gt = html.regionMatches(true, end + 2, name, 0, name.length()) ? skipSpace(behind) : html.length();
            if (gt < html.length() && html.charAt(gt) == '>') {
                if (end > at) {
                    text(at, end, decode);
                }
                literal = "";
                receiver.end(name);
                return gt + 1;
            }
            end = html.indexOf("</", end + 2);
        }
        literal = "";
        if (name.equals("plaintext")) {
            text(at, html.length(), false);
            return html.length();
        }
        if (name.equals("script") || name.equals("style")) {
            text(at, html.length(), false);
            receiver.end(name);
            return html.length();
        }
        return at;
    }

    /** The last text comes in two pieces: its last word, with the space before it, apart. */
    private void lastText(int at) {
        int cut = html.length() - 1;
        if (space(cut)) {
            while (cut >= at && space(cut)) {
                cut--;
            }
        } else {
            while (cut >= at && !space(cut)) {
                cut--;
            }
            while (cut >= at && space(cut)) {
                cut--;
            }
        }
        if (cut >= at) {
            text(at, cut + 1, true);
        }
        text(cut + 1, html.length(), true);
    }

    private void text(int from, int to, boolean decode) {
        String source = html.substring(from, to);
        receiver.text(decode ? HtmlEntities.decode(source, true) : source);
    }

    /** The end of a broken tag: quotes behind a space or an equals sign hide it. */
    private int skipToGt(int from) {
        char quote = 0;
        char previous = ' ';
        for (int s = from; s < html.length(); s++) {
            char c = html.charAt(s);
            if (quote == 0 && c == '>') {
                return s;
            }
            if (c == quote) {
                quote = 0;
            } else if ((c == '"' || c == '\'') && quote == 0 && (previous == ' ' || previous == '=')) {
                quote = c;
            }
            previous = c;
        }
        return -1;
    }

    private int skipSpace(int from) {
        int s = from;
        while (s < html.length() && space(s)) {
            s++;
        }
        return s;
    }

    private boolean space(int at) {
        char c = html.charAt(at);
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    private boolean notSpaceNorGt(int at) {
        return at < html.length() && html.charAt(at) != '>' && !space(at);
    }

    private static boolean nameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':';
    }

    private static boolean nameChar(char c) {
        return nameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.';
    }
}
