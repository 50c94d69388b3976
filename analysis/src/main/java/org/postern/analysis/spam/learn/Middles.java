// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Where each logistic regression stands between ham and spam. What all mail has in common carries the kind that was taught last or most,
 * so that without this the regressions lean to it: someone who teaches a folder of ham and then one of spam would have ham called spam.
 *
 * @param tokens log odds halfway between what is usual for ham and for spam
 * @param words  the same for words and pairs
 * @param grams  the same for runs of octets of header and text
 * @param octets the same for runs of octets of the beginning
 */
record Middles(double tokens, double words, double grams, double octets) {
    static final Middles NONE = new Middles(0, 0, 0, 0);
    /** With so many lessons of the rarer kind the middle is trusted by half. */
    private static final double DOUBT = 10;

    /** Halfway between the medians, drawn to zero while lessons are few. */
    static double between(List<Lesson> ham, List<Lesson> spam, ToDoubleFunction<Lesson> logOdds) {
        double fewest = Math.min(ham.size(), spam.size());
        return fewest == 0 ? 0 : (median(ham, logOdds) + median(spam, logOdds)) / 2 * fewest / (fewest + DOUBT);
    }

    private static double median(List<Lesson> lessons, ToDoubleFunction<Lesson> logOdds) {
        double[] sorted = lessons.stream().mapToDouble(logOdds).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
