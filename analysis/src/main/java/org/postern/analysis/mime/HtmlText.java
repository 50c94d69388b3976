// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jsoup.parser.Parser;

/** HTML as a reader sees it, and the links in it. */
final class HtmlText implements HtmlScanner.Receiver {
    private static final Set<String> UNSEEN = Set.of("script", "style", "title", "iframe", "noembed", "noframes");
    private static final Set<String> PARAGRAPHS = Set.of("p", "div", "table", "tr", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6",
        "blockquote", "pre", "hr", "form", "section", "article", "center", "dl", "dt", "dd", "body");
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final List<String> LINKS = List.of("href", "src", "action", "background", "poster");

    private final StringBuilder text = new StringBuilder();
    private final List<String> links = new ArrayList<>();

    private final HtmlNesting nesting;

    private HtmlText(int mostDepth) {
        this.nesting = new HtmlNesting(mostDepth);
    }

    /** Reads all of it, however deep it nests; whether that is deeper than this is told. */
    static HtmlText render(String html, int mostDepth) {
        HtmlText rendered = new HtmlText(mostDepth);
        new HtmlScanner(html, rendered).scan();
        return rendered;
    }

    String text() {
        return text.toString();
    }

    boolean tooDeep() {
        return nesting.exceeded();
    }

    List<String> links() {
        return links;
    }

    @Override
    public void text(String words, String inside) {
        if (!UNSEEN.contains(inside)) {
            appendCollapsed(unescaped(words));
        }
    }

    @Override
    public void start(String name, Map<String, String> attributes) {
        nesting.start(name);
        for (String link : LINKS) {
            String target = attributes.get(link);
            if (target != null) {
                links.add(unescaped(target));
            }
        }
        if (PARAGRAPHS.contains(name)) {
            endParagraph();
        } else if (name.equals("br")) {
            text.append('\n');
        } else if (CELLS.contains(name)) {
            appendCollapsed(" ");
        }
    }

    @Override
    public void end(String name) {
        nesting.end(name);
        if (PARAGRAPHS.contains(name)) {
            endParagraph();
        }
    }

    private static String unescaped(String written) {
        return written.indexOf('&') < 0 ? written : Parser.unescapeEntities(written, false);
    }

    private void endParagraph() {
        int length = text.length();
        if (length > 0 && !(length > 1 && text.charAt(length - 1) == '\n' && text.charAt(length - 2) == '\n')) {
            text.append("\n\n");
        }
    }

    private void appendCollapsed(String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            boolean blank = c <= ' ' || c == '\u00a0';
            if (!blank) {
                text.append(c);
            } else if (text.length() > 0 && text.charAt(text.length() - 1) > ' ') {
                text.append(' ');
            }
        }
    }
}
