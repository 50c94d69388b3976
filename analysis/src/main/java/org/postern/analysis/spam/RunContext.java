// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import org.postern.analysis.spam.eval.EvalContext;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.SpamMessage;

/** What one run lets eval tests ask. */
final class RunContext implements EvalContext {
    private final SpamInput input;
    private final RuleOptions options;
    private final StepCounter steps;
    private final ToDoubleFunction<String> results;
    private final Map<Class<?>, Object> shared = new HashMap<>();

    RunContext(SpamInput input, RuleOptions options, StepCounter steps, ToDoubleFunction<String> results) {
        this.input = input;
        this.options = options;
        this.steps = steps;
        this.results = results;
    }

    @Override
    public SpamMessage message() {
        return input.message();
    }

    @Override
    public RuleOptions options() {
        return options;
    }

    @Override
    public Instant receivedAt() {
        return input.receivedAt();
    }

    @Override
    public int hits(String rule) {
        double result = results.applyAsDouble(rule);
        return result > 0 ? (int) Math.ceil(result) : 0;
    }

    @Override
    public <T> Optional<T> finding(Class<T> type) {
        return input.finding(type);
    }

    @Override
    public <T> T shared(Class<T> type, Function<EvalContext, T> maker) {
        Object known = shared.get(type);
        if (known == null) {
            // Not within the map, since one piece of work may ask for another.
            known = maker.apply(this);
            shared.put(type, known);
        }
        return type.cast(known);
    }

    @Override
    public void spend(long count) {
        steps.spend(count);
    }

    @Override
    public CharSequence watch(String text) {
        return steps.watch(text);
    }
}
