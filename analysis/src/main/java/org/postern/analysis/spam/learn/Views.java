// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

/**
 * Three hashed views of a message, each ascending and distinct. The arrays must not be changed.
 *
 * @param words  words and word pairs of header and text
 * @param grams  runs of five octets of the characteristic header fields and the visible text
 * @param octets runs of five octets of the message's beginning as it came
 */
public record Views(int[] words, int[] grams, int[] octets) {
    /** Width of the hashes. */
    static final int BITS = 21;
}
