// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.List;
import java.util.Set;

import org.postern.analysis.spam.options.RuleOptions;

/**
 * One use of an eval test by a rule.
 *
 * @param rule      name of the rule
 * @param kind      {@code header}, {@code body}, {@code rawbody} or {@code full}
 * @param arguments without their quotes
 * @param options   of the whole rule set
 * @param flags     words of the rule's {@code tflags} lines
 */
public record EvalCall(String rule, String kind, List<String> arguments, RuleOptions options, Set<String> flags) {
    public EvalCall {
        arguments = List.copyOf(arguments);
        flags = Set.copyOf(flags);
    }

    /** One use by a rule without flags. */
    public EvalCall(String rule, String kind, List<String> arguments, RuleOptions options) {
        this(rule, kind, arguments, options, Set.of());
    }

    /**
     * The argument at this place, from 0.
     *
     * @throws IllegalArgumentException when there are fewer
     */
    public String argument(int place) {
        if (place >= arguments.size()) {
            throw new IllegalArgumentException("argument " + (place + 1) + " is missing");
        }
        return arguments.get(place);
    }

    public String argument(int place, String otherwise) {
        return place < arguments.size() ? arguments.get(place) : otherwise;
    }

    /**
     * The argument at this place as a number.
     *
     * @throws IllegalArgumentException when it is there and is no number
     */
    public double number(int place, double otherwise) {
        if (place >= arguments.size()) {
            return otherwise;
        }
        try {
            return Double.parseDouble(arguments.get(place).strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("argument " + (place + 1) + " is not a number: " + arguments.get(place), e);
        }
    }
}
