// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** HTML as a reader sees it, and the links in it. */
final class HtmlText implements NodeFilter {
    private static final Set<String> UNSEEN = Set.of("script", "style", "head", "template", "noscript");
    private static final Set<String> PARAGRAPHS = Set.of("p", "div", "table", "tr", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6",
        "blockquote", "pre", "hr", "form", "section", "article", "center", "dl", "dt", "dd");
    private static final List<String> LINKS = List.of("href", "src", "action", "background", "poster");

    private final StringBuilder text = new StringBuilder();
    private final List<String> links = new ArrayList<>();

    private HtmlText() {
    }

    static HtmlText render(String html) {
        HtmlText rendered = new HtmlText();
        Document document = Jsoup.parse(html);
        document.filter(rendered);
        document.head().getAllElements().forEach(rendered::collectLinks);
        return rendered;
    }

    String text() {
        return text.toString();
    }

    List<String> links() {
        return links;
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode words) {
            appendCollapsed(words.getWholeText());
        } else if (node instanceof Element element) {
            if (UNSEEN.contains(element.normalName())) {
                return FilterResult.SKIP_ENTIRELY;
            }
            collectLinks(element);
            breakBefore(element);
        }
        return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element && PARAGRAPHS.contains(element.normalName())) {
            endParagraph();
        }
        return FilterResult.CONTINUE;
    }

    private void breakBefore(Element element) {
        if (PARAGRAPHS.contains(element.normalName())) {
            endParagraph();
        } else if (element.normalName().equals("br")) {
            text.append('\n');
        } else if (element.normalName().equals("td") || element.normalName().equals("th")) {
            text.append(' ');
        }
    }

    private void collectLinks(Element element) {
        for (String name : LINKS) {
            if (element.hasAttr(name)) {
                links.add(element.attr(name));
            }
        }
    }

    private void endParagraph() {
        int length = text.length();
        if (length > 1 && !(text.charAt(length - 1) == '\n' && text.charAt(length - 2) == '\n')) {
            text.append("\n\n");
        }
    }

    private void appendCollapsed(String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            boolean blank = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\u00a0';
            if (!blank) {
                text.append(c);
            } else if (text.length() > 0 && text.charAt(text.length() - 1) > ' ') {
                text.append(' ');
            }
        }
    }
}
