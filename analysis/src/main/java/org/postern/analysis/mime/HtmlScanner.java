// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Cuts HTML into text and tags in one pass, the way browsers do it, without building a tree: the time and depth that a tree can take
 * are in the hands of whoever wrote the mail.
 */
final class HtmlScanner {
    /** Elements whose content is text up to their own end tag, whatever stands in it. */
    private static final Set<String> RAW_TEXT = Set.of("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes");
    private static final int MOST_ATTRIBUTES = 50;

    private final String html;
    private final Receiver receiver;
    private int position;

    /** Gets the pieces in their order. */
    interface Receiver {
        /** Text with its entities as written; inside is the name of the raw text element it stands in, or empty. */
        void text(String text, String inside);

        /** A start tag; names are lower case, values have their entities as written. */
        void start(String name, Map<String, String> attributes);

        /** An end tag. */
        void end(String name);
    }

    HtmlScanner(String html, Receiver receiver) {
        this.html = html;
        this.receiver = receiver;
    }

    void scan() {
        while (position < html.length()) {
            int tag = html.indexOf('<', position);
            if (tag < 0) {
                tag = html.length();
            }
            if (tag > position) {
                receiver.text(html.substring(position, tag), "");
            }
            position = tag;
            if (position < html.length()) {
                markup();
            }
        }
    }

    private void markup() {
        if (html.startsWith("<!--", position)) {
            comment();
        } else if (letterAt(position + 1)) {
            position++;
            startTag();
        } else if (html.startsWith("</", position) && letterAt(position + 2)) {
            position += 2;
            String name = name();
            attributes();
            receiver.end(name);
        } else if (html.startsWith("<!", position) || html.startsWith("<?", position) || html.startsWith("</", position)) {
            skipBehind(">", position + 2);
        } else {
            receiver.text("<", "");
            position++;
        }
    }

    private void comment() {
        if (html.startsWith(">", position + 4)) {
            position += 5;
        } else if (html.startsWith("->", position + 4)) {
            position += 6;
        } else {
            skipBehind("-->", position + 4);
        }
    }

    private void startTag() {
        String name = name();
        receiver.start(name, attributes());
        if (RAW_TEXT.contains(name)) {
            int end = endOfRawText(name);
            if (end > position) {
                receiver.text(html.substring(position, end), name);
            }
            position = end;
        }
    }

    private int endOfRawText(String name) {
        int end = html.indexOf("</", position);
        while (end >= 0) {
            int behind = end + 2 + name.length();
            if (html.regionMatches(true, end + 2, name, 0, name.length())
                && (behind >= html.length() || !Character.isLetterOrDigit(html.charAt(behind)))) {
                return end;
            }
            end = html.indexOf("</", end + 2);
        }
        return html.length();
    }

    private String name() {
        int start = position;
        while (position < html.length() && !blankAt(position) && html.charAt(position) != '/' && html.charAt(position) != '>') {
            position++;
        }
        return html.substring(start, position).toLowerCase(Locale.ROOT);
    }

    /** Reads up to and over the end of the tag; of a name that comes twice the first counts. */
    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        while (position < html.length() && html.charAt(position) != '>') {
            if (blankAt(position) || html.charAt(position) == '/') {
                position++;
                continue;
            }
            int start = position++;
            while (position < html.length() && !blankAt(position) && "/>=".indexOf(html.charAt(position)) < 0) {
                position++;
            }
            String name = html.substring(start, position);
            skipBlanks();
            String value = "";
            if (position < html.length() && html.charAt(position) == '=') {
                position++;
                value = value();
            }
            if (attributes.size() < MOST_ATTRIBUTES) {
                attributes.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
            }
        }
        position++;
        return attributes;
    }

    private String value() {
        skipBlanks();
        if (position >= html.length() || html.charAt(position) == '>') {
            return "";
        }
        char quote = html.charAt(position);
        if (quote == '"' || quote == '\'') {
            int start = position + 1;
            skipBehind(String.valueOf(quote), start);
            return html.substring(Math.min(start, html.length()), Math.max(start, Math.min(html.length(), position) - 1));
        }
        int start = position;
        while (position < html.length() && !blankAt(position) && html.charAt(position) != '>') {
            position++;
        }
        return html.substring(start, position);
    }

    private void skipBehind(String mark, int from) {
        int found = html.indexOf(mark, from);
        position = found < 0 ? html.length() : found + mark.length();
    }

    private void skipBlanks() {
        while (position < html.length() && blankAt(position)) {
            position++;
        }
    }

    private boolean letterAt(int index) {
        return index < html.length() && (html.charAt(index) >= 'a' && html.charAt(index) <= 'z'
            || html.charAt(index) >= 'A' && html.charAt(index) <= 'Z');
    }

    private boolean blankAt(int index) {
        return html.charAt(index) <= ' ';
    }
}
