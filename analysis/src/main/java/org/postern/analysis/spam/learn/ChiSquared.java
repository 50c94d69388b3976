// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

/**
 * Robinson's and Fisher's way of combining the probabilities of tokens, with the constants that SpamAssassin uses, so that the same
 * counts give the same probability and its BAYES_* rules mean what they always did.
 */
final class ChiSquared {
    /** How strongly the assumption below counts against what was seen, in messages. */
    private static final double ASSUMED_STRENGTH = 0.030;
    /** The probability that is assumed of a token never seen. */
    private static final double ASSUMED = 0.538;
    /** Tokens nearer to one half than this say nothing. */
    private static final double WEAKEST = 0.346;
    private static final double MOST_LOG_ODDS = 40;

    private ChiSquared() {
    }

    /** The probability that a message with a token seen so often is spam, between 0 and 1. */
    static double token(int spam, int ham, int spamMessages, int hamMessages) {
        double spamRatio = (double) spam / spamMessages;
        double hamRatio = (double) ham / hamMessages;
        int seen = spam + ham;
        double raw = spamRatio / (spamRatio + hamRatio);
        return (ASSUMED_STRENGTH * ASSUMED + seen * raw) / (ASSUMED_STRENGTH + seen);
    }

    static boolean isTelling(double probability) {
        return Math.abs(probability - 0.5) >= WEAKEST;
    }

    /**
     * Joins probabilities into one.
     *
     * @param spamMessages messages learned as spam, at least 1
     * @param hamMessages  likewise
     */
    static Combined combine(double[] probabilities, int spamMessages, int hamMessages) {
        double all = (double) spamMessages + hamMessages;
        double spamLog = Math.log(spamMessages / all);
        double hamLog = Math.log(hamMessages / all);
        for (double probability : probabilities) {
            spamLog += Math.log(1 - probability);
            hamLog += Math.log(probability);
        }
        double notSpam = logTail(-spamLog, probabilities.length);
        double notHam = logTail(-hamLog, probabilities.length);
        double logOdds = Math.max(-MOST_LOG_ODDS, Math.min(MOST_LOG_ODDS, notHam - notSpam));
        return new Combined((Math.exp(notHam) - Math.exp(notSpam) + 1) / 2, logOdds);
    }

    /**
     * What tokens say together.
     *
     * @param probability of spam, as SpamAssassin reckons it: 0.5 when the evidence contradicts itself
     * @param logOdds     the same without the rounding near 0 and 1, from -40 to 40
     */
    record Combined(double probability, double logOdds) {
    }

    /** Logarithm of the chance that chi-squared of twice as many degrees of freedom is above twice the value. */
    private static double logTail(double value, int halfFreedom) {
        double term = -value;
        double greatest = term;
        double[] terms = new double[Math.max(1, halfFreedom)];
        terms[0] = term;
        for (int i = 1; i < halfFreedom; i++) {
            term += Math.log(value / i);
            terms[i] = term;
            greatest = Math.max(greatest, term);
        }
        double sum = 0;
        for (double each : terms) {
            sum += Math.exp(each - greatest);
        }
        return Math.min(0, greatest + Math.log(sum));
    }
}
