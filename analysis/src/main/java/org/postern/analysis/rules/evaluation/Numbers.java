// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.util.Arrays;
import java.util.BitSet;

/** The few numbers that stand behind one key of an index: a bit set for each key would grow with the square of a long list. */
final class Numbers {
    private int[] numbers = new int[1];
    private int size;

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
    }

    void addTo(BitSet set) {
        for (int i = 0; i < size; i++) {
            set.set(numbers[i]);
        }
    }
}
