// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How well scores part spam from ham, whatever threshold is chosen.
 *
 * @param aucLossPercent chance in percent that a ham message scores above a spam message, ties counted half; 0 is perfect
 * @param falsePositives ham at or above the threshold
 * @param falseNegatives spam below the threshold
 * @param missedPercent  spam in percent below the threshold at which one ham message in a thousand is above it
 */
public record Ranking(double aucLossPercent, int falsePositives, int falseNegatives, double missedPercent) {
    private static final double ONE_IN_A_THOUSAND = 0.001;

    /**
     * One message's score.
     *
     * @param truth what it is
     * @param value higher for spam
     */
    public record Score(Judgement truth, double value) {
    }

    /** Ranks scores, of which there must be some of ham and some of spam. */
    public static Ranking of(List<Score> scores, double threshold) {
        Score[] sorted = scores.toArray(Score[]::new);
        Arrays.sort(sorted, Comparator.comparingDouble(Score::value));
        long ham = scores.stream().filter(score -> score.truth() == Judgement.HAM).count();
        long spam = sorted.length - ham;
        if (ham == 0 || spam == 0) {
            throw new IllegalArgumentException("a ranking needs ham and spam");
        }
        int falsePositives = (int) scores.stream().filter(s -> s.truth() == Judgement.HAM && s.value() >= threshold).count();
        int falseNegatives = (int) scores.stream().filter(s -> s.truth() == Judgement.SPAM && s.value() < threshold).count();
        return new Ranking(100 * misordered(sorted) / ((double) ham * spam), falsePositives, falseNegatives,
            100.0 * missed(sorted, (int) (ham * ONE_IN_A_THOUSAND)) / spam);
    }

    private static double misordered(Score[] sorted) {
        double misordered = 0;
        long spamBelow = 0;
        int from = 0;
        while (from < sorted.length) {
            int to = from;
            int spam = 0;
            while (to < sorted.length && sorted[to].value() == sorted[from].value()) {
                spam += sorted[to++].truth() == Judgement.SPAM ? 1 : 0;
            }
            misordered += (to - from - spam) * (spamBelow + spam / 2.0);
            spamBelow += spam;
            from = to;
        }
        return misordered;
    }

    private static int missed(Score[] sorted, int hamAllowed) {
        int hamAbove = 0;
        int at = sorted.length - 1;
        while (at >= 0 && hamAbove <= hamAllowed) {
            hamAbove += sorted[at--].truth() == Judgement.HAM ? 1 : 0;
        }
        int missed = 0;
        for (int i = 0; i <= at; i++) {
            missed += sorted[i].truth() == Judgement.SPAM ? 1 : 0;
        }
        return missed;
    }
}
