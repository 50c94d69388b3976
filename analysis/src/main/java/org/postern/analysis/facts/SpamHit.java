// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One spam rule that matched.
 *
 * @param rule        rule name, such as {@code GTUBE}
 * @param score       points it gave, may be negative
 * @param description the rule's {@code describe} text, empty when it has none
 * @param matched     the text that made it match, cut and without control characters, empty when there is none to show
 */
public record SpamHit(String rule, double score, String description, @JsonInclude(JsonInclude.Include.NON_EMPTY) String matched) {
    public SpamHit {
        matched = matched == null ? "" : matched;
    }

    public SpamHit(String rule, double score, String description) {
        this(rule, score, description, "");
    }
}
