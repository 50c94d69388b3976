// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.preview;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlStreamEventReceiver;
import org.owasp.html.HtmlStreamEventReceiverWrapper;
import org.owasp.html.PolicyFactory;

/**
 * Makes HTML harmless: only elements and attributes that show something are kept, links become text with their true target behind it,
 * and pictures are shown as somebody wants. One object serves one message.
 */
final class HarmlessHtml {
    private static final Pattern HOST = Pattern.compile("(?i)\\b((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,24})\\b");
    private static final Pattern DATA_IMAGE = Pattern.compile("(?i)data:image/(?:png|gif|jpeg|webp);base64,[a-z0-9+/=\\s]{1,4000000}");
    private static final int MOST_LINKS = 500;
    private static final int LONGEST_TARGET = 300;

    private final ImagePolicy images;
    private final Map<String, String> embedded;
    private final List<MessagePreview.Link> links = new ArrayList<>();
    private int blockedImages;

    /**
     * For one message.
     *
     * @param embedded pictures of the message as data URIs, by content id
     */
    HarmlessHtml(ImagePolicy images, Map<String, String> embedded) {
        this.images = images;
        this.embedded = embedded;
    }

    String of(String html) {
        return policy().sanitize(html);
    }

    List<MessagePreview.Link> links() {
        return links;
    }

    int blockedImages() {
        return blockedImages;
    }

    private PolicyFactory policy() {
        return new HtmlPolicyBuilder()
            .allowElements("p", "div", "span", "br", "hr", "b", "i", "u", "s", "em", "strong", "small", "big", "sub", "sup", "tt", "code",
                "pre", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "center", "font", "a", "img",
                "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th", "address", "abbr", "del", "ins",
                "strike")
            .allowWithoutAttributes("span", "font", "a", "div")
            .allowAttributes("align", "valign", "width", "height", "bgcolor", "border", "cellpadding", "cellspacing", "colspan", "rowspan",
                "color", "size", "face", "dir", "lang", "alt").globally()
            .allowStyling(CssSchema.DEFAULT)
            .allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data")
            .allowAttributes("href").onElements("a")
            .allowAttributes("src").matching((element, attribute, value) -> picture(value)).onElements("img")
            .withPostprocessor(LinkText::new)
            .toFactory();
    }

    /** The source of a picture as it may be, null for none. */
    private String picture(String source) {
        String value = source.strip();
        Optional<String> kept = Optional.empty();
        if (value.regionMatches(true, 0, "cid:", 0, 4)) {
            kept = images == ImagePolicy.NONE ? Optional.empty() : Optional.ofNullable(embedded.get(value.substring(4)));
        } else if (DATA_IMAGE.matcher(value).matches()) {
            kept = images == ImagePolicy.NONE ? Optional.empty() : Optional.of(value);
        } else if (value.regionMatches(true, 0, "http:", 0, 5) || value.regionMatches(true, 0, "https:", 0, 6)) {
            kept = images == ImagePolicy.REMOTE ? Optional.of(value) : Optional.empty();
        }
        if (kept.isEmpty()) {
            blockedImages++;
        }
        return kept.orElse(null);
    }

    /** Turns links into text, and says behind it where they lead. */
    private final class LinkText extends HtmlStreamEventReceiverWrapper {
        private Optional<String> target = Optional.empty();
        private final StringBuilder seen = new StringBuilder();

        LinkText(HtmlStreamEventReceiver underlying) {
            super(underlying);
        }

        @Override
        public void openTag(String element, List<String> attributes) {
            if (!element.equals("a")) {
                super.openTag(element, attributes);
                return;
            }
            int href = attributes.indexOf("href");
            target = href >= 0 && href % 2 == 0 ? Optional.of(attributes.get(href + 1)) : Optional.empty();
            seen.setLength(0);
            super.openTag("u", List.of());
        }

        @Override
        public void closeTag(String element) {
            if (!element.equals("a")) {
                super.closeTag(element);
                return;
            }
            super.closeTag("u");
            target.ifPresent(this::show);
            target = Optional.empty();
        }

        @Override
        public void text(String text) {
            if (target.isPresent() && seen.length() < LONGEST_TARGET) {
                seen.append(text);
            }
            super.text(text);
        }

        private void show(String href) {
            String shown = href.length() > LONGEST_TARGET ? href.substring(0, LONGEST_TARGET) + "\u2026" : href;
            String text = seen.toString().strip().replaceAll("\\s+", " ");
            if (!text.equals(href)) {
                super.openTag("small", List.of());
                super.text(" [" + shown + "]");
                super.closeTag("small");
            }
            if (links.size() < MOST_LINKS) {
                links.add(new MessagePreview.Link(text, href, deceives(text, href)));
            }
        }
    }

    private static boolean deceives(String text, String href) {
        Matcher named = HOST.matcher(text);
        if (!href.toLowerCase(Locale.ROOT).startsWith("http") || !named.find()) {
            return false;
        }
        String claimed = named.group(1).toLowerCase(Locale.ROOT);
        try {
            String host = Optional.ofNullable(URI.create(href).getHost()).orElse("").toLowerCase(Locale.ROOT);
            return !host.equals(claimed) && !host.endsWith("." + claimed) && !claimed.endsWith("." + host);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
