// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keywords of the rule language that have no effect here on purpose, each with the reason, and where files use them. */
final class IgnoredKeywords {
    private final Map<String, String> reasons = new HashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, RulePlace> places = new HashMap<>();

    IgnoredKeywords() {
        try (InputStream in = IgnoredKeywords.class.getResourceAsStream("ignored-keywords.txt")) {
            String reason = "";
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("= ")) {
                    reason = line.substring(2);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    for (String keyword : line.strip().split("\\s+")) {
                        reasons.put(keyword, reason);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the keyword is one of them; if so its use is kept for the notes. */
    boolean covers(String keyword, RulePlace place) {
        Optional<String> known = known(keyword);
        known.ifPresent(entry -> {
            counts.merge(keyword, 1, Integer::sum);
            places.putIfAbsent(keyword, place);
        });
        return known.isPresent();
    }

    /** The entry for a keyword; entries that end with a star stand for all that begin so. */
    private Optional<String> known(String keyword) {
        if (reasons.containsKey(keyword)) {
            return Optional.of(keyword);
        }
        return reasons.keySet().stream()
            .filter(entry -> entry.endsWith("*") && keyword.startsWith(entry.substring(0, entry.length() - 1))).findFirst();
    }

    /** One note for each keyword that was used, at its first use. */
    List<RuleWarning> notes() {
        List<RuleWarning> notes = new ArrayList<>();
        counts.forEach((keyword, count) -> notes.add(places.get(keyword).warning(keyword + " has no effect here"
            + (count > 1 ? " (" + count + " lines)" : "") + ": " + reasons.get(known(keyword).orElseThrow()))));
        return notes;
    }
}
