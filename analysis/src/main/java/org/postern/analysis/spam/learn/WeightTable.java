// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.Arrays;

/**
 * Weights of hashed features as whole numbers, so that adding and taking away a lesson in any order gives exactly the same table.
 * The features of a message count together as one, whatever their number.
 */
final class WeightTable {
    /** A weight of 1.0. */
    private static final double UNIT = 1 << 20;

    private final int[] weights;
    private final int mask;

    WeightTable(int bits) {
        this(new int[1 << bits]);
    }

    private WeightTable(int[] weights) {
        this.weights = weights;
        this.mask = weights.length - 1;
    }

    WeightTable copy() {
        return new WeightTable(weights.clone());
    }

    /** The log odds that a message of these features is spam, as far as this layer knows. */
    double logOdds(int[] features, long salt) {
        long sum = 0;
        for (int feature : features) {
            sum += weights[place(feature, salt)];
        }
        return features.length == 0 ? 0 : sum / UNIT / Math.sqrt(features.length);
    }

    /** The step that moves features by this much of log odds for each. */
    static int step(double rate, double error, int features) {
        return features == 0 ? 0 : (int) Math.round(rate * error / Math.sqrt(features) * UNIT);
    }

    void add(int[] features, long salt, int step) {
        for (int feature : features) {
            weights[place(feature, salt)] += step;
        }
    }

    private int place(int feature, long salt) {
        return (salt == 0 ? feature : (int) Mix.spread(feature ^ salt)) & mask;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeightTable table && Arrays.equals(weights, table.weights);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }
}
