// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gathers the links of an HTML part with the tags they stand in and the texts of their anchors. */
final class HtmlLinks {
    static final Set<String> TAGS = Set.of("body", "table", "tr", "td", "a", "area", "link", "img", "frame", "iframe", "embed", "script",
        "form", "base", "bgsound", "meta");
    private static final int LONGEST = 8192;
    private static final int MOST = 20_000;
    private static final Pattern KEPT_AS_IS = Pattern.compile("^(?:data|mailto|file|cid|tel):", Pattern.CASE_INSENSITIVE);
    private static final Pattern BASE_SCHEME = Pattern.compile("^(?:https?|ftp):/{0,2}", Pattern.CASE_INSENSITIVE);
    private static final Pattern BASE_FILE = Pattern.compile("^([a-z]+:/{0,2}[^/]+/.*?)[^/.]+\\.[^/.]{2,4}$", Pattern.CASE_INSENSITIVE);
    private static final Pattern REFRESH = Pattern.compile("\\burl\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern HREF_WITH_PREFIX = Pattern.compile("\\w{1,8}/href");
    private static final Pattern SRC_WITH_PREFIX = Pattern.compile("\\w{1,8}/src");

    private static final class Entry {
        private final Set<String> types = new LinkedHashSet<>();
        private final List<StringBuilder> anchors = new ArrayList<>();
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<StringBuilder> anchors = new ArrayList<>();
    private String base = "";
    private String anchor = "";
    private boolean truncated;

    boolean truncated() {
        return truncated;
    }

    Map<String, HtmlFacts.Link> links() {
        Map<String, HtmlFacts.Link> links = new LinkedHashMap<>();
        entries.forEach((uri, entry) -> links.put(uri,
            new HtmlFacts.Link(entry.types, entry.anchors.stream().map(StringBuilder::toString).toList())));
        return links;
    }

    List<String> anchors() {
        return anchors.stream().map(StringBuilder::toString).toList();
    }

    /** An anchor begins; what it holds belongs to its target. */
    void anchor(Map<String, String> attributes) {
        String href = attributes.get("href");
        anchor = href == null ? "" : bounded(href);
        entry(anchor).anchors.add(new StringBuilder());
        anchors.add(new StringBuilder());
    }

    /** Text inside an anchor. */
    void anchorText(String text) {
        List<StringBuilder> texts = entry(anchor).anchors;
        if (texts.isEmpty()) {
            texts.add(new StringBuilder());
        }
        texts.get(texts.size() - 1).append(text);
        if (anchors.isEmpty()) {
            anchors.add(new StringBuilder());
        }
        anchors.get(anchors.size() - 1).append(text);
    }

    /** Looks for links in a start tag; a name written as {@code x/href} counts as {@code href}. */
    void tag(String tag, Map<String, String> attributes) {
        switch (tag) {
            case "body", "table", "tr", "td" -> add(tag, attributes.get("background"));
            case "a", "area", "link" -> {
                takePrefixed(attributes, HREF_WITH_PREFIX, "href");
                if (attributes.containsKey("href")) {
                    attributes.put("href", attributes.get("href").replace("\ufeff", ""));
                }
                add(tag, attributes.get("href"));
                add(tag, attributes.get("data-saferedirecturl"));
            }
            case "img", "frame", "iframe", "embed", "script", "bgsound" -> {
                takePrefixed(attributes, SRC_WITH_PREFIX, "src");
                add(tag, attributes.get("src"));
            }
            case "form" -> add(tag, attributes.get("action"));
            case "base" -> base(attributes.getOrDefault("href", ""));
            case "meta" -> refresh(attributes);
            default -> {
            }
        }
    }

    private void base(String href) {
        if (href.isEmpty() || href.equals("0")) {
            return;
        }
        String uri = bounded(href);
        add("base", uri);
        if (BASE_SCHEME.matcher(uri).find()) {
            Matcher file = BASE_FILE.matcher(uri);
            String folder = file.find() ? file.group(1) : uri;
            base = folder.endsWith("/") ? folder : folder + "/";
        }
    }

    private void refresh(Map<String, String> attributes) {
        String content = attributes.getOrDefault("content", "");
        if (!attributes.getOrDefault("http-equiv", "").toLowerCase(Locale.ROOT).contains("refresh")) {
            return;
        }
        Matcher url = REFRESH.matcher(content);
        int from = -1;
        while (url.find()) {
            from = url.end();
        }
        if (from >= 0) {
            String uri = content.substring(from).stripLeading();
            int semicolon = uri.indexOf(';');
            add("meta", semicolon < 0 ? uri : uri.substring(0, semicolon).stripTrailing());
        }
    }

    private void add(String tag, String written) {
        if (written == null) {
            return;
        }
        String uri = bounded(written);
        if (uri.isEmpty()) {
            return;
        }
        String target = KEPT_AS_IS.matcher(uri).find() ? uri : TargetUri.resolve(base, uri);
        if (!target.isEmpty() && (entries.size() < MOST || entries.containsKey(target))) {
            entry(target).types.add(tag);
        }
    }

    private Entry entry(String uri) {
        return entries.computeIfAbsent(uri, any -> new Entry());
    }

    private String bounded(String written) {
        int from = 0;
        int to = written.length();
        while (from < to && blank(written.charAt(from))) {
            from++;
        }
        while (to > from && blank(written.charAt(to - 1))) {
            to--;
        }
        if (to - from > LONGEST) {
            truncated = true;
            to = from + LONGEST;
        }
        return written.substring(from, to);
    }

    private static boolean blank(char c) {
        return UnicodeSpace.is(c);
    }

    private static void takePrefixed(Map<String, String> attributes, Pattern pattern, String name) {
        attributes.keySet().stream().filter(key -> key.indexOf('/') > 0 && pattern.matcher(key).find()).findFirst()
            .ifPresent(key -> attributes.put(name, attributes.remove(key)));
    }
}
