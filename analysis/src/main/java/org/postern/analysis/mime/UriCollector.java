// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gathers distinct URIs, from links as they stand and from running text where they are recognised. */
final class UriCollector {
    private static final int MAX_LENGTH = 4096;
    private static final String TRAILING = ".,;:!?)]}'\"";
    // The last run is possessive, so that the JDK's engine never goes back and the time stays linear.
    private static final Pattern BARE = Pattern.compile("(?i)\\b(?:(?:https?|ftp)://|mailto:|www\\.)[^\\s<>\"'\\x00-\\x1f|\\\\^`{}]++");

    private static final List<String> HTTP = List.of("http:", "https:");
    private static final List<String> FTP = List.of("ftp:");
    private static final List<String> MAILTO = List.of("mailto:");
    private static final List<String> WWW = List.of("www.");

    private final int limit;
    private final AnomalyLog anomalies;
    private final Set<String> found = new LinkedHashSet<>();

    UriCollector(int limit, AnomalyLog anomalies) {
        this.limit = limit;
        this.anomalies = anomalies;
    }

    void scan(String text) {
        Matcher matcher = BARE.matcher(text).useTransparentBounds(true);
        int from = next(text, 0);
        while (from >= 0) {
            if (!matcher.region(from, text.length()).lookingAt()) {
                from = next(text, from + 1);
                continue;
            }
            String uri = matcher.group();
            int end = uri.length();
            while (end > 0 && TRAILING.indexOf(uri.charAt(end - 1)) >= 0) {
                end--;
            }
            String trimmed = uri.substring(0, end);
            add(trimmed.toLowerCase(Locale.ROOT).startsWith("www.") ? "http://" + trimmed : trimmed);
            from = next(text, matcher.end());
        }
    }

    /** The next place where one of the beginnings stands; trying the expression at each letter would cost more than all other reading. */
    private static int next(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            List<String> beginnings = switch (text.charAt(i)) {
                case 'h', 'H' -> HTTP;
                case 'f', 'F' -> FTP;
                case 'm', 'M' -> MAILTO;
                case 'w', 'W' -> WWW;
                default -> List.of();
            };
            for (String beginning : beginnings) {
                if (text.regionMatches(true, i, beginning, 0, beginning.length())) {
                    return i;
                }
            }
        }
        return -1;
    }

    void add(String uri) {
        String cleaned = uri.strip();
        if (cleaned.isEmpty() || cleaned.startsWith("#")) {
            return;
        }
        if (cleaned.length() > MAX_LENGTH) {
            cleaned = cleaned.substring(0, MAX_LENGTH);
        }
        if (found.size() < limit) {
            found.add(cleaned);
        } else if (!found.contains(cleaned)) {
            anomalies.bound("uris", limit);
        }
    }

    List<String> all() {
        return new ArrayList<>(found);
    }
}
