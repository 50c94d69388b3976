// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.Arrays;

/** How likely pieces of expressions are to be met in mail, by rough frequencies of single octets. */
final class OctetChances {
    /** Letters of English from the most frequent on. */
    private static final String LETTERS = "etaoinshrdlcumwfgypbvkjxqz";
    private static final double[] CHANCES = chances();
    private static final double[] OF_KINDS = kindsChances();
    private static final double LEAST = 1e-200;

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

    private static double[] kindsChances() {
        double[] chances = new double[1 << GramGate.BITS];
        for (int c = 0; c < ByteSet.SIZE; c++) {
            chances[GramGate.kind(c)] += CHANCES[c];
        }
        return chances;
    }

    /** Natural logarithm of the chance that a piece accepts. */
    static double of(FactorNode node) {
        Chance chance = chance(node, false);
        return Math.log(Math.max(LEAST, Math.min(1, chance.accepted + chance.passed)));
    }

    /** The chance that a piece seems to accept who tells only kinds of octets. */
    static double ofKinds(FactorNode node) {
        Chance chance = chance(node, true);
        return Math.min(1, chance.accepted + chance.passed);
    }

    /** Chances to be accepted on the way and to come to the end. */
    private record Chance(double accepted, double passed) {
    }

    private static Chance chance(FactorNode node, boolean kinds) {
        if (node instanceof FactorNode.Octet octet) {
            return new Chance(0, kinds ? octet.set().kindsChance() : octet.set().chance());
        }
        if (node instanceof FactorNode.Accept) {
            return new Chance(1, 0);
        }
        double accepted = 0;
        double passed = 1;
        if (node instanceof FactorNode.Sequence sequence) {
            for (FactorNode item : sequence.items()) {
                Chance next = chance(item, kinds);
                accepted += passed * next.accepted;
                passed *= next.passed;
            }
        } else if (node instanceof FactorNode.Choice choice) {
            passed = 0;
            for (FactorNode option : choice.options()) {
                Chance next = chance(option, kinds);
                accepted += next.accepted;
                passed += next.passed;
            }
        } else if (node instanceof FactorNode.Star star) {
            accepted = chance(star.item(), kinds).accepted;
        }
        return new Chance(Math.min(1, accepted), Math.min(1, passed));
    }

    /** The chance of one octet out of a set. */
    static double of(ByteSet set) {
        return bounded(set.sum(CHANCES));
    }

    /** The chance of one octet of some kinds, one bit each. */
    static double ofKinds(int kinds) {
        double sum = 0;
        for (int rest = kinds; rest != 0; rest &= rest - 1) {
            sum += OF_KINDS[Integer.numberOfTrailingZeros(rest)];
        }
        return bounded(sum);
    }

    private static double bounded(double sum) {
        return Math.max(1e-12, Math.min(1, sum));
    }
}
