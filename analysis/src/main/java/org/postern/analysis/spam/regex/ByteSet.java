// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** An immutable set of octets: what one place of a regular expression accepts. */
final class ByteSet {
    static final int SIZE = 256;
    static final ByteSet NONE = of(c -> false);
    static final ByteSet ALL = of(c -> true);
    static final ByteSet NOT_NEWLINE = of(c -> c != '\n');
    static final ByteSet DIGIT = of(c -> c >= '0' && c <= '9');
    static final ByteSet WORD = of(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_');
    static final ByteSet SPACE = of(c -> c == ' ' || c >= '\t' && c <= '\r');
    static final ByteSet HORIZONTAL = of(c -> c == ' ' || c == '\t' || c == 0xa0);
    static final ByteSet VERTICAL = of(c -> c >= '\n' && c <= '\r' || c == 0x85);
    private static final int WORD_BITS = 6;

    private static final ByteSet[] SINGLES = new ByteSet[SIZE];
    private static final ByteSet[] PAIRS = new ByteSet[SIZE];

    static {
        for (int c = 0; c < SIZE; c++) {
            int octet = c;
            SINGLES[c] = of(other -> other == octet);
            PAIRS[c] = of(other -> other == octet || other == otherCase(octet));
        }
    }

    private final long[] bits;
    private final int hash;
    /** Computed when it is first asked for, by any thread with the same result. */
    private double chance = Double.NaN;
    private double kindsChance = Double.NaN;
    private boolean[] table;

    private ByteSet(long[] bits) {
        this.bits = bits;
        this.hash = Arrays.hashCode(bits);
    }

    static ByteSet of(IntPredicate predicate) {
        long[] bits = new long[SIZE >> WORD_BITS];
        for (int c = 0; c < SIZE; c++) {
            if (predicate.test(c)) {
                bits[c >> WORD_BITS] |= 1L << c;
            }
        }
        return new ByteSet(bits);
    }

    static ByteSet single(int octet) {
        return SINGLES[octet];
    }

    /** One octet, and the same letter in the other case. */
    static ByteSet pair(int octet) {
        return PAIRS[octet];
    }

    boolean has(int octet) {
        return (bits[octet >> WORD_BITS] >>> octet & 1) != 0;
    }

    /** For each octet whether it is in the set; shared, not to be changed. */
    boolean[] table() {
        boolean[] known = table;
        if (known == null) {
            known = new boolean[SIZE];
            for (int c = 0; c < SIZE; c++) {
                known[c] = has(c);
            }
            table = known;
        }
        return known;
    }

    int size() {
        int size = 0;
        for (long some : bits) {
            size += Long.bitCount(some);
        }
        return size;
    }

    boolean meets(ByteSet other) {
        for (int i = 0; i < bits.length; i++) {
            if ((bits[i] & other.bits[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    ByteSet or(ByteSet other) {
        long[] sum = bits.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] |= other.bits[i];
        }
        return new ByteSet(sum);
    }

    ByteSet negated() {
        long[] rest = bits.clone();
        for (int i = 0; i < rest.length; i++) {
            rest[i] = ~rest[i];
        }
        return new ByteSet(rest);
    }

    /** With the other case of every letter, as Perl folds octets under {@code /aai}: ASCII and the letters of Latin-1. */
    ByteSet anyCase() {
        long[] both = bits.clone();
        for (int c = first(); c >= 0; c = next(c + 1)) {
            int other = otherCase(c);
            both[other >> WORD_BITS] |= 1L << other;
        }
        return new ByteSet(both);
    }

    static ByteSet range(int from, int to) {
        long[] bits = new long[SIZE >> WORD_BITS];
        for (int c = from; c <= to && c < SIZE; c++) {
            bits[c >> WORD_BITS] |= 1L << c;
        }
        return new ByteSet(bits);
    }

    /** How likely an octet of ordinary mail is one of these. */
    double chance() {
        if (Double.isNaN(chance)) {
            chance = OctetChances.of(this);
        }
        return chance;
    }

    /** The same for octets that a {@link GramGate} does not tell from one of these. */
    double kindsChance() {
        if (Double.isNaN(kindsChance)) {
            kindsChance = OctetChances.ofKinds(GramGate.kinds(this));
        }
        return kindsChance;
    }

    static int otherCase(int c) {
        boolean ascii = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        boolean latin = c >= 0xc0 && c != 0xd7 && c != 0xdf && c != 0xf7 && c != 0xff;
        return ascii || latin ? c ^ 0x20 : c;
    }

    /** Whether the set does not change when the case of ASCII letters does. */
    boolean closedUnderAsciiCase() {
        for (int c = 'a'; c <= 'z'; c++) {
            if (has(c) != has(c ^ 0x20)) {
                return false;
            }
        }
        return true;
    }

    /** Adds up a number for each octet of the set. */
    double sum(double[] numbers) {
        double sum = 0;
        for (int i = 0; i < bits.length; i++) {
            for (long rest = bits[i]; rest != 0; rest &= rest - 1) {
                sum += numbers[(i << WORD_BITS) + Long.numberOfTrailingZeros(rest)];
            }
        }
        return sum;
    }

    /** The lowest octet, -1 of none. */
    int first() {
        return next(0);
    }

    /** The lowest octet from this one on, -1 when there is none. */
    int next(int from) {
        for (int i = from >> WORD_BITS; i < bits.length; i++) {
            long some = i == from >> WORD_BITS ? bits[i] & -1L << from : bits[i];
            if (some != 0) {
                return (i << WORD_BITS) + Long.numberOfTrailingZeros(some);
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteSet set && Arrays.equals(bits, set.bits);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
