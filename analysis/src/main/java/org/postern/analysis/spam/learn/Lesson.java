// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.List;

/**
 * What one message taught the models: all that is needed to teach it to another copy of them, and to take it away again exactly. It
 * holds hashes only. The arrays must not be changed.
 *
 * @param judgement what the message is
 * @param layers    for whose mail it counts
 * @param tokens    hashes of tokens, ascending
 * @param views     hashed views of the message
 * @param steps     how far the weight tables of the committee moved
 */
public record Lesson(Judgement judgement, List<Layer> layers, long[] tokens, Views views, Steps steps) {
    public Lesson {
        layers = List.copyOf(layers);
    }

    /**
     * How far each table of the committee moved.
     *
     * @param tokens for single tokens
     * @param words  for words and pairs
     * @param grams  for runs of octets of header and text
     * @param octets for runs of octets of the beginning
     */
    public record Steps(int tokens, int words, int grams, int octets) {
    }
}
