// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Arithmetic and logic on the results of rules, with Perl's values: an and or an or gives the value of one of its sides. A result that is
 * unknown is not a number, and what depends on it is unknown too, unless the other side of an and or an or settles it.
 */
interface MetaExpression {

    /** The value for these results by slot; not a number when it is unknown. */
    double value(double[] results);

    /**
     * The same with names replaced by slots.
     *
     * @param slots    slot of a name, -1 for a rule that never runs
     * @param matching names that fit a pattern with {@code *} and {@code ?}
     */
    MetaExpression resolved(ToIntFunction<String> slots, Function<String, List<String>> matching);

    /** The names it uses, patterns left out. */
    default Set<String> names() {
        Set<String> names = new TreeSet<>();
        collect(names);
        return names;
    }

    void collect(Set<String> names);

    /** The signs between two operands. */
    enum Operator {
        AND("&&"), OR("||"), PLUS("+"), MINUS("-"), TIMES("*"), DIVIDED("/"), XOR("^"),
        EQUAL("=="), UNEQUAL("!="), LESS("<"), MORE(">"), AT_MOST("<="), AT_LEAST(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        static Operator of(String sign) {
            for (Operator one : values()) {
                if (one.sign.equals(sign)) {
                    return one;
                }
            }
            throw new IllegalStateException("unknown operator " + sign);
        }

        /** A comparison. */
        boolean holds(double a, double b) {
            return switch (this) {
                case EQUAL -> a == b;
                case UNEQUAL -> a != b;
                case LESS -> a < b;
                case MORE -> a > b;
                case AT_MOST -> a <= b;
                case AT_LEAST -> a >= b;
                default -> throw new IllegalStateException(sign + " compares nothing");
            };
        }
    }

    /** A number as written. */
    record Constant(double number) implements MetaExpression {
        @Override
        public double value(double[] results) {
            return number;
        }

        @Override
        public MetaExpression resolved(ToIntFunction<String> slots, Function<String, List<String>> matching) {
            return this;
        }

        @Override
        public void collect(Set<String> names) {
            // A number names nothing.
        }
    }

    /** The result in a slot. */
    record Slot(int place) implements MetaExpression {
        @Override
        public double value(double[] results) {
            return results[place];
        }

        @Override
        public MetaExpression resolved(ToIntFunction<String> slots, Function<String, List<String>> matching) {
            return this;
        }

        @Override
        public void collect(Set<String> names) {
            // Names are gone once they are resolved.
        }
    }

    /** The result of another rule, or the sum of all whose names fit a pattern. */
    record Reference(String name, boolean pattern) implements MetaExpression {
        @Override
        public double value(double[] results) {
            throw new IllegalStateException(name + " is not resolved");
        }

        @Override
        public MetaExpression resolved(ToIntFunction<String> slots, Function<String, List<String>> matching) {
            if (!pattern) {
                int slot = slots.applyAsInt(name);
                return slot < 0 ? new Constant(0) : new Slot(slot);
            }
            MetaExpression sum = new Constant(0);
            for (String one : matching.apply(name)) {
                sum = new Operation(Operator.PLUS, sum, new Reference(one, false).resolved(slots, matching));
            }
            return sum;
        }

        @Override
        public void collect(Set<String> names) {
            if (!pattern) {
                names.add(name);
            }
        }
    }

    /** One operator between two operands; a not is written as a comparison with zero. */
    record Operation(Operator operator, MetaExpression left, MetaExpression right) implements MetaExpression {
        @Override
        public double value(double[] results) {
            double a = left.value(results);
            if (operator == Operator.AND && a == 0 || operator == Operator.OR && a != 0 && !Double.isNaN(a)) {
                return a;
            }
            double b = right.value(results);
            return switch (operator) {
                case AND -> b == 0 ? 0 : Double.isNaN(a) ? Double.NaN : b;
                case OR -> b != 0 ? b : a;
                case PLUS -> a + b;
                case MINUS -> a - b;
                case TIMES -> a * b;
                case DIVIDED -> b == 0 ? Double.NaN : a / b;
                case XOR -> Double.isNaN(a + b) ? Double.NaN : (long) a ^ (long) b;
                default -> Double.isNaN(a + b) ? Double.NaN : operator.holds(a, b) ? 1 : 0;
            };
        }

        @Override
        public MetaExpression resolved(ToIntFunction<String> slots, Function<String, List<String>> matching) {
            return new Operation(operator, left.resolved(slots, matching), right.resolved(slots, matching));
        }

        @Override
        public void collect(Set<String> names) {
            left.collect(names);
            right.collect(names);
        }
    }
}
