// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was counted while one HTML part was rendered, under the names that rules ask for.
 *
 * @param inside       for each tag that occurs, how many are still open
 * @param numbers      lengths, ratios and flags by name
 * @param texts        lists of texts by name: {@code anchor}, {@code comment}, {@code script}, {@code title}, {@code uri}
 * @param uris         by the URI as written, resolved against the base
 * @param uriTruncated whether one was too long
 */
public record HtmlFacts(Map<String, Integer> inside, Map<String, Double> numbers, Map<String, List<String>> texts, Map<String, Link> uris,
                        boolean uriTruncated) {

    /**
     * Where a URI stands.
     *
     * @param types   names of the tags
     * @param anchors texts of the anchors with this target, nothing when no anchor has it
     */
    public record Link(Set<String> types, List<String> anchors) {
    }

    /** A number by name, nothing when it was not counted. */
    public Optional<Double> number(String name) {
        return Optional.ofNullable(numbers.get(name));
    }
}
