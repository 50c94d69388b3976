// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.Arrays;

/** How likely pieces of expressions are to be met in mail, by rough frequencies of single octets. */
final class OctetChances {
    /** Letters of English from the most frequent on. */
    private static final String LETTERS = "etaoinshrdlcumwfgypbvkjxqz";
    private static final double[] CHANCES = chances();

    private OctetChances() {
    }

    private static double[] chances() {
        double[] chances = new double[ByteSet.SIZE];
        Arrays.fill(chances, 0.0003);
        Arrays.fill(chances, '!', 0x7f, 0.003);
        Arrays.fill(chances, '0', '9' + 1, 0.012);
        double frequency = 0.085;
        for (char letter : LETTERS.toCharArray()) {
            chances[letter] = frequency;
            chances[Character.toUpperCase(letter)] = frequency / 6;
            frequency *= 0.87;
        }
        chances[' '] = 0.14;
        chances['\n'] = 0.03;
        for (char c : ".,-=:/<>\"".toCharArray()) {
            chances[c] = 0.012;
        }
        return chances;
    }

    /** Natural logarithm of the chance. */
    static double of(FactorNode node) {
        if (node instanceof FactorNode.Octet octet) {
            return octet.set().chance();
        }
        double chance = 0;
        if (node instanceof FactorNode.Sequence sequence) {
            for (FactorNode item : sequence.items()) {
                chance += of(item);
            }
        } else if (node instanceof FactorNode.Choice choice) {
            double sum = 0;
            for (FactorNode option : choice.options()) {
                sum += Math.exp(of(option));
            }
            chance = Math.log(Math.max(1e-300, Math.min(1, sum)));
        }
        return chance;
    }

    /** Natural logarithm of the chance of one octet out of a set. */
    static double of(ByteSet set) {
        double sum = 0;
        for (int c = set.first(); c >= 0; c = set.next(c + 1)) {
            sum += CHANCES[c];
        }
        return Math.log(Math.max(1e-12, Math.min(1, sum)));
    }
}
