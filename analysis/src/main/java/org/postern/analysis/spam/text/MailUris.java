// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gathers the URIs of a message from its text, its HTML and its signatures. */
final class MailUris {
    private static final int LONGEST = 8192;
    private static final int MOST = 10_000;
    private static final Pattern ID = Pattern.compile("^[cm]id:", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCHEME_ONLY = Pattern.compile("^\\w+:/{0,2}$");
    private static final Pattern KNOWN_SCHEME = Pattern.compile("^(?:https?|ftp|mailto):", Pattern.CASE_INSENSITIVE);
    private static final Pattern WEB_SERVER = Pattern.compile("^www\\d{0,2}\\.", Pattern.CASE_INSENSITIVE);
    private static final Pattern PATH_THEN_AT = Pattern.compile("/.+@");
    private static final Pattern DOT_BEHIND_AT = Pattern.compile("@.+?\\.");
    private static final Pattern MISREAD = Pattern.compile("^(?:skype|e?-?mail)?:+", Pattern.CASE_INSENSITIVE);
    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-f]{2}", Pattern.CASE_INSENSITIVE);
    private static final Pattern MAIL_HOST = Pattern.compile("@([^?&>]*)");
    private static final Pattern SIGNING_DOMAIN = Pattern.compile("\\bd\\s*=\\s*([^;]+)");
    private static final String TRAILING = "-~!@#^&*()_+=:;'?,.";

    private final CleanUris cleaner;
    private final DomainBoundaries boundaries;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private boolean truncated;

    private static final class Entry {
        private final Set<String> types = new LinkedHashSet<>();
        private final Set<String> texts = new LinkedHashSet<>();
        private final Set<String> cleaned = new LinkedHashSet<>();
        private final Set<String> domains = new LinkedHashSet<>();
        private final Set<String> hosts = new LinkedHashSet<>();
    }

    MailUris(CleanUris cleaner, DomainBoundaries boundaries) {
        this.cleaner = cleaner;
        this.boundaries = boundaries;
    }

    boolean truncated() {
        return truncated;
    }

    List<UriDetail> details() {
        List<UriDetail> details = new ArrayList<>();
        entries.forEach((uri, entry) -> details.add(new UriDetail(uri, entry.types, List.copyOf(entry.texts), List.copyOf(entry.cleaned),
            entry.domains, entry.hosts)));
        return details;
    }

    void addFromText(List<String> lines) {
        Set<String> seen = new HashSet<>();
        lines.forEach(line -> new TextUris(line, boundaries, found -> {
            String raw = trimmed(found.text());
            if (seen.add(raw)) {
                text(found, raw);
            }
        }).scan());
    }

    void addFromHtml(HtmlFacts html) {
        truncated |= html.uriTruncated();
        html.uris().forEach((uri, link) -> {
            String octets = Octets.encode(uri);
            add(octets, link.types(), false);
            Entry entry = entries.get(octets);
            if (entry != null) {
                link.anchors().forEach(text -> entry.texts.add(Octets.encode(text)));
            }
        });
    }

    void addFromSignature(String field) {
        Matcher domain = SIGNING_DOMAIN.matcher(field);
        while (domain.find()) {
            StringBuilder name = new StringBuilder();
            domain.group(1).chars().filter(c -> !Octets.isSpace((char) c)).forEach(c -> name.append((char) c));
            String uri = "domainkeys:" + name;
            Optional<DomainBoundaries.Place> place = boundaries.place(uri);
            if (place.isPresent()) {
                Entry entry = entries.computeIfAbsent(uri, any -> new Entry());
                entry.types.addAll(List.of("domainkeys", "nocanon", "noclean"));
                entry.domains.add(place.get().domain());
                entry.hosts.add(place.get().host());
            }
        }
    }

    /** A closing parenthesis without an opening one ends a link, and so does punctuation at its end. */
    private static String trimmed(String found) {
        int close = found.indexOf(')');
        int open = found.indexOf('(');
        int end = close >= 0 && (open < 0 || open > close) ? close : found.length();
        while (end > 0 && TRAILING.indexOf(found.charAt(end - 1)) >= 0) {
            end--;
        }
        return found.substring(0, end);
    }

    private void text(TextUris.Found found, String raw) {
        boolean bare = found.kind() == TextUris.Kind.BARE;
        if (found.kind() == TextUris.Kind.MAIL && raw.indexOf('@') < 0 || bare && !HostNames.isFqdn(found.host())
            || ID.matcher(raw).find() || SCHEME_ONLY.matcher(raw).find()) {
            return;
        }
        Set<String> types = new LinkedHashSet<>(Set.of("parsed"));
        String uri = KNOWN_SCHEME.matcher(raw).find() ? raw : withScheme(raw, types);
        if (uri.regionMatches(true, 0, "mailto:", 0, 7)) {
            uri = ESCAPE.matcher(uri).find() ? UriEscapes.undone(uri) : uri;
            Matcher host = MAIL_HOST.matcher(uri);
            if (!host.find() || !boundaries.isUnderTopLevel(host.group(1).replaceFirst("(?:%20)+$", ""))) {
                return;
            }
        }
        if (!uri.isEmpty()) {
            add(uri, types, true);
        }
    }

    private static String withScheme(String raw, Set<String> types) {
        types.add("schemeless");
        if (raw.regionMatches(true, 0, "ftp.", 0, 4)) {
            return "ftp://" + raw;
        }
        if (WEB_SERVER.matcher(raw).find() || PATH_THEN_AT.matcher(raw).find()) {
            return "http://" + raw;
        }
        if (raw.indexOf('@') >= 0) {
            return DOT_BEHIND_AT.matcher(raw).find() && !raw.contains("&nbsp;") ? "mailto:" + MISREAD.matcher(raw).replaceFirst("") : "";
        }
        types.add("unlinked");
        return raw.indexOf('.') >= 0 ? "http://" + raw : "";
    }

    private void add(String uri, Set<String> types, boolean onlyWithDomain) {
        Set<String> cleaned = new LinkedHashSet<>();
        Entry found = new Entry();
        for (String form : cleaner.of(uri)) {
            String bounded = form;
            if (form.length() > LONGEST) {
                truncated = true;
                bounded = form.substring(0, LONGEST);
            }
            cleaned.add(bounded);
            boundaries.place(bounded).ifPresent(place -> {
                found.domains.add(place.domain());
                found.hosts.add(place.host());
            });
        }
        if (onlyWithDomain && found.domains.isEmpty() || entries.size() >= MOST && !entries.containsKey(uri)) {
            return;
        }
        Entry entry = entries.computeIfAbsent(uri, any -> new Entry());
        entry.cleaned.addAll(cleaned);
        entry.types.addAll(types);
        entry.domains.addAll(found.domains);
        entry.hosts.addAll(found.hosts);
    }
}
