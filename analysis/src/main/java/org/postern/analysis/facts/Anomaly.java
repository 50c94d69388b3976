// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

/**
 * Something about the form of a message that a rule may act on: it could not be parsed, or a bound was hit. Anomalies are facts, so
 * that nothing is skipped in silence.
 *
 * @param kind   dotted name, such as {@code mime.unparseable} or {@code bound.parts}
 * @param detail what was seen, for people
 */
public record Anomaly(String kind, String detail) {
    public static final String UNPARSEABLE = "mime.unparseable";
    /** Prefix of the kinds that name a bound; the rest is the bound's setting. */
    public static final String BOUND = "bound.";
}
