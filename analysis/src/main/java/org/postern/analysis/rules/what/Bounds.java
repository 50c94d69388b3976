// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.what;

import java.util.OptionalDouble;

/**
 * A range of numbers, both ends inclusive.
 *
 * @param atLeast lower end
 * @param atMost  upper end
 */
public record Bounds(OptionalDouble atLeast, OptionalDouble atMost) {
    public Bounds {
        if (atLeast.isEmpty() && atMost.isEmpty()) {
            throw new IllegalArgumentException("the range has no end");
        }
        if (atLeast.isPresent() && atMost.isPresent() && atMost.getAsDouble() < atLeast.getAsDouble()) {
            throw new IllegalArgumentException("the range ends before it begins");
        }
    }

    /** Numbers from this one on. */
    public static Bounds from(double least) {
        return new Bounds(OptionalDouble.of(least), OptionalDouble.empty());
    }

    public boolean contain(double number) {
        return (atLeast.isEmpty() || number >= atLeast.getAsDouble()) && (atMost.isEmpty() || number <= atMost.getAsDouble());
    }
}
