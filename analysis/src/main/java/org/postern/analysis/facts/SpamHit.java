// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

/**
 * One spam rule that matched.
 *
 * @param rule        rule name, such as {@code GTUBE}
 * @param score       points it gave, may be negative
 * @param description the rule's {@code describe} text, empty when it has none
 */
public record SpamHit(String rule, double score, String description) {
}
