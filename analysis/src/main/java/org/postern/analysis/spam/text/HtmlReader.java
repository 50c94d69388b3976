// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renders HTML to text and counts on the way what rules ask about it. */
final class HtmlReader implements HtmlTokens.Receiver {
    private static final Set<String> ELEMENTS = Set.of(("a abbr acronym address area b base bdo big blockquote body br button caption cite"
        + " code col colgroup dd del dfn div dl dt em fieldset form h1 h2 h3 h4 h5 h6 head hr html i img input ins kbd label legend li link"
        + " map meta noscript object ol optgroup option p param pre q samp script select small span strong style sub sup table tbody td"
        + " textarea tfoot th thead title tr tt ul var applet basefont center dir font frame frameset iframe isindex menu"
            + " noframes s strike u"
        + " nobr x-sigsep x-tab").split(" "));
    private static final Set<String> ALSO_RENDERED = Set.of("bgsound", "embed", "listing", "plaintext", "xmp");
    private static final Map<String, String> SPACES = spaces();
    private static final Pattern NAMESPACE = Pattern.compile("(?:o|st\\d):[\\w-]+/?");
    private static final Pattern EMPTY_TAG = Pattern.compile("<(\\w+)\\s*/>");
    private static final Pattern FACE = Pattern.compile(
        "^\\s*[\"'.]?[a-z ][a-z -]*[a-z]\\d?[\"']?(?:,\\s*[\"']?[a-z][a-z -]*[a-z]\\d?[\"']?)*;?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern EXTENT = Pattern.compile("^(\\d{1,9})(%)?$");
    private static final int PIXELS_UNKNOWN = 200;

    private final Map<String, Integer> inside = new HashMap<>();
    private final Map<String, Double> numbers = new HashMap<>();
    private final List<String> comments = new ArrayList<>();
    private final List<String> scripts = new ArrayList<>();
    private final List<StringBuilder> titles = new ArrayList<>();
    private final RenderedPieces pieces = new RenderedPieces();
    private final HtmlStyle style = new HtmlStyle();
    private final HtmlLinks links = new HtmlLinks();
    private final BrokenWords words = new BrokenWords();
    private double imageArea;
    private int tags;
    private int elements;
    private int tagsSeen;
    private int elementsSeen;
    private int closedExtra;

    static Rendering read(String source, int octets) {
        HtmlReader reader = new HtmlReader();
        new HtmlTokens(prepared(source), reader).scan();
        return reader.rendering(source.codePointCount(0, source.length()), octets);
    }

    @Override
    public void text(String text) {
        if (open("script")) {
            scripts.add(text);
            return;
        }
        if (open("style")) {
            return;
        }
        if (open("a")) {
            links.anchorText(text);
        }
        if (open("title") && !titles.isEmpty()) {
            titles.get(titles.size() - 1).append(text);
        }
        boolean hidden = !onlySpace(text) && invisible();
        if (!pieces.isEmpty()) {
            words.meet(pieces.lastText(), text);
        }
        pieces.text(text, hidden);
    }

    @Override
    public void start(String tag, Map<String, String> attributes) {
        if (count(tag, 1) && (ELEMENTS.contains(tag) || ALSO_RENDERED.contains(tag))) {
            if (HtmlStyle.TAGS.contains(tag)) {
                style.start(tag, attributes);
            }
            space(tag);
            if (HtmlLinks.TAGS.contains(tag)) {
                links.tag(tag, attributes);
            }
            look(tag, attributes);
        }
    }

    @Override
    public void end(String tag) {
        if (count(tag, -1) && (ELEMENTS.contains(tag) || ALSO_RENDERED.contains(tag))) {
            if (HtmlStyle.TAGS.contains(tag)) {
                style.end(tag);
            }
            space(tag);
        }
    }

    @Override
    public void comment(String source) {
        comments.add(source);
    }

    @Override
    public void declaration(String source) {
        if (source.regionMatches(true, 0, "<!doctype", 0, 9)) {
            elements++;
            tags++;
            inside.put("!doctype", 0);
        }
    }

    private boolean count(String tag, int change) {
        boolean namespace = tag.indexOf(':') > 0 && NAMESPACE.matcher(tag).matches();
        boolean element = ELEMENTS.contains(tag) || namespace;
        boolean seen = inside.containsKey(tag);
        elements += element ? 1 : 0;
        elementsSeen += element && !seen ? 1 : 0;
        tags++;
        tagsSeen += seen ? 0 : 1;
        int depth = inside.getOrDefault(tag, 0) + change;
        if (depth < 0) {
            depth = 0;
            closedExtra++;
        }
        inside.put(tag, depth);
        return !namespace;
    }

    private void space(String tag) {
        String space = SPACES.get(tag);
        if (space != null) {
            pieces.space(space);
        }
    }

    private void look(String tag, Map<String, String> attributes) {
        switch (tag) {
            case "font" -> flag("font_face_bad", attributes.containsKey("face") && !FACE.matcher(attributes.get("face")).find());
            case "img" -> {
                if (open("a")) {
                    links.anchorText("<img>\n");
                }
                if (attributes.containsKey("width") && attributes.containsKey("height")) {
                    imageArea += extent(attributes.get("width"), 8) * extent(attributes.get("height"), 6);
                }
            }
            case "form" -> flag("form_action_mailto",
                attributes.getOrDefault("action", "").toLowerCase(Locale.ROOT).contains("mailto:"));
            case "object", "embed" -> flag("embeds", true);
            case "a" -> links.anchor(attributes);
            case "title" -> titles.add(new StringBuilder());
            default -> {
            }
        }
    }

    private boolean invisible() {
        if (style.lowContrast()) {
            flag("font_low_contrast", true);
            return true;
        }
        if (style.invalidColour()) {
            flag("font_invalid_color", true);
            return true;
        }
        return style.hidden();
    }

    private Rendering rendering(int length, int octets) {
        String text = pieces.all();
        flag("html", true);
        numbers.put("image_area", imageArea);
        numbers.put("length", (double) length);
        numbers.put("min_size", (double) style.smallest());
        numbers.put("max_size", (double) style.largest());
        if (tags > 0) {
            numbers.put("closed_extra_ratio", (double) closedExtra / tags);
            if (elements > 0) {
                numbers.put("bad_tag_ratio", (double) (tags - elements) / tags);
            }
            if (words.broken() > 0) {
                numbers.put("obfuscation_ratio", (double) words.broken() / tags);
            }
        }
        if (elementsSeen > 0 && tagsSeen > 0) {
            numbers.put("non_element_ratio", (double) (tagsSeen - elementsSeen) / tagsSeen);
        }
        if (words.shapes() > 0) {
            numbers.put("backhair_count", (double) words.shapes());
        }
        int characters = text.codePointCount(0, text.length());
        int space = (int) text.chars().filter(c -> UnicodeSpace.is((char) c)).count();
        numbers.put("html_length", (double) characters);
        numbers.put("non_space_len", (double) (characters - space));
        if (octets > 0) {
            numbers.put("ratio", (double) (octets - characters) / octets);
        }
        flag("uri_truncated", links.truncated());
        Map<String, HtmlFacts.Link> all = links.links();
        Map<String, List<String>> texts = new HashMap<>();
        put(texts, "anchor", links.anchors());
        put(texts, "comment", comments);
        put(texts, "script", scripts);
        put(texts, "title", titles.stream().map(StringBuilder::toString).toList());
        texts.put("uri", List.copyOf(all.keySet()));
        return new Rendering(text, pieces.only(false), pieces.only(true),
            Optional.of(new HtmlFacts(inside, numbers, texts, all, links.truncated())));
    }

    private static void put(Map<String, List<String>> texts, String name, List<String> some) {
        if (!some.isEmpty()) {
            texts.put(name, some);
        }
    }

    private void flag(String name, boolean holds) {
        if (holds) {
            numbers.put(name, 1.0);
        }
    }

    private boolean open(String tag) {
        return inside.getOrDefault(tag, 0) > 0;
    }

    private static boolean onlySpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean mangled = c == '\u00c2' && i + 1 < text.length() && text.charAt(i + 1) == '\u00a0';
            if (mangled) {
                i++;
            } else if (!Octets.isSpace(c)) {
                return false;
            }
        }
        return true;
    }

    private static double extent(String written, int pixelsPerPercent) {
        Matcher extent = EXTENT.matcher(written);
        double value = 0;
        if (extent.find()) {
            value = Double.parseDouble(extent.group(1)) * (extent.group(2) == null ? 1 : pixelsPerPercent);
        }
        return value <= 0 ? PIXELS_UNKNOWN : value;
    }

    private static String prepared(String source) {
        String text = source.replace("&nbsp;", " ");
        if (text.contains("/>")) {
            text = EMPTY_TAG.matcher(text).replaceAll("<$1>");
        }
        return text.replace('\u201c', '"').replace('\u201d', '"');
    }

    private static Map<String, String> spaces() {
        Map<String, String> spaces = new HashMap<>();
        for (String tag : List.of("br", "div")) {
            spaces.put(tag, "\n");
        }
        for (String tag : List.of("li", "th", "td", "dt", "dd", "embed", "h1", "h2", "h3", "h4", "h5", "h6")) {
            spaces.put(tag, " ");
        }
        for (String tag : List.of("p", "hr", "blockquote", "pre", "listing", "plaintext", "xmp", "title")) {
            spaces.put(tag, "\n\n");
        }
        return spaces;
    }
}
