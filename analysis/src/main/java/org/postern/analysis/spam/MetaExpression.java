// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Arithmetic and logic on the results of rules. A result that is unknown is not a number, and what depends on it is unknown too,
 * unless the other side of an and or an or settles it.
 */
interface MetaExpression {

    /** The value for these results by rule name; not a number when it is unknown. */
    double value(ToDoubleFunction<String> results);

    /** The names it uses. */
    default Set<String> names() {
        Set<String> names = new TreeSet<>();
        collect(names);
        return names;
    }

    void collect(Set<String> names);

    /** A number as written. */
    record Constant(double number) implements MetaExpression {
        @Override
        public double value(ToDoubleFunction<String> results) {
            return number;
        }

        @Override
        public void collect(Set<String> names) {
            // A number names nothing.
        }
    }

    /** The result of another rule. */
    record Reference(String name) implements MetaExpression {
        @Override
        public double value(ToDoubleFunction<String> results) {
            return results.applyAsDouble(name);
        }

        @Override
        public void collect(Set<String> names) {
            names.add(name);
        }
    }

    /** One operator between two operands; a not is written as a comparison with zero. */
    record Operation(String operator, MetaExpression left, MetaExpression right) implements MetaExpression {
        @Override
        public double value(ToDoubleFunction<String> results) {
            double a = left.value(results);
            if (operator.equals("&&") && a == 0 || operator.equals("||") && a != 0 && !Double.isNaN(a)) {
                return truth(operator.equals("||"));
            }
            double b = right.value(results);
            return switch (operator) {
                case "&&" -> b == 0 ? 0 : Double.isNaN(a + b) ? Double.NaN : 1;
                case "||" -> b != 0 && !Double.isNaN(b) ? 1 : Double.isNaN(a + b) ? Double.NaN : 0;
                case "+" -> a + b;
                case "-" -> a - b;
                case "*" -> a * b;
                case "/" -> b == 0 ? 0 : a / b;
                default -> Double.isNaN(a + b) ? Double.NaN : truth(compare(a, b));
            };
        }

        private boolean compare(double a, double b) {
            return switch (operator) {
                case "==" -> a == b;
                case "!=" -> a != b;
                case "<" -> a < b;
                case ">" -> a > b;
                case "<=" -> a <= b;
                case ">=" -> a >= b;
                default -> throw new IllegalStateException("unknown operator " + operator);
            };
        }

        private static double truth(boolean holds) {
            return holds ? 1 : 0;
        }

        @Override
        public void collect(Set<String> names) {
            left.collect(names);
            right.collect(names);
        }
    }
}
