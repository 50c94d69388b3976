// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.mime.MessageView;

/** One run of the rules over one message. */
final class SpamRun {
    private static final double DECIMALS = 1000;

    private final SpamTexts texts;
    private final StepCounter steps;
    private final Map<String, Double> results = new HashMap<>();
    private final List<UnknownCheck> unknown = new ArrayList<>();

    SpamRun(MessageView view, SpamBudget budget) {
        this.texts = new SpamTexts(view);
        this.steps = new StepCounter(budget);
    }

    void header(SpamRule rule) {
        guarded(rule, () -> {
            if (rule.test() instanceof SpamTest.Exists exists) {
                return texts.hasHeader(exists.name()) ? 1 : 0;
            }
            SpamTest.Header test = (SpamTest.Header) rule.test();
            Optional<String> value = texts.header(test.selector());
            String text = value.orElseGet(() -> test.ifUnset().orElse(""));
            int count = count(rule, test.pattern(), List.of(text));
            return test.negated() ? (count == 0 ? 1 : 0) : count;
        });
    }

    void texts(SpamTest.TextKind kind, List<SpamRule> rules, LiteralIndex index) {
        Map<Integer, List<String>> worthALook = new TreeMap<>();
        for (String text : texts.of(kind)) {
            index.candidates(text.toLowerCase(Locale.ROOT)).stream()
                .forEach(rule -> worthALook.computeIfAbsent(rule, any -> new ArrayList<>()).add(text));
        }
        worthALook.forEach((number, some) -> {
            SpamRule rule = rules.get(number);
            guarded(rule, () -> count(rule, ((SpamTest.Text) rule.test()).pattern(), some));
        });
    }

    void metas(Map<String, SpamRule> metas) {
        Set<String> open = new HashSet<>();
        metas.keySet().stream().sorted().forEach(name -> meta(name, metas, open));
    }

    SpamOutcome outcome(List<SpamRule> rules) {
        List<SpamHit> hits = rules.stream()
            .filter(SpamRule::scores)
            .filter(rule -> result(rule.name()) != 0 && !Double.isNaN(result(rule.name())))
            .map(rule -> new SpamHit(rule.name(), rule.score(), rule.description()))
            .sorted(Comparator.comparingDouble(SpamHit::score).reversed())
            .toList();
        double sum = hits.stream().mapToDouble(SpamHit::score).sum();
        return new SpamOutcome(new SpamAnalysis(Math.round(sum * DECIMALS) / DECIMALS, hits), unknown);
    }

    private double meta(String name, Map<String, SpamRule> metas, Set<String> open) {
        SpamRule rule = metas.get(name);
        if (rule == null || results.containsKey(name)) {
            return result(name);
        }
        if (!open.add(name)) {
            return Double.NaN;
        }
        double value = ((SpamTest.Meta) rule.test()).expression().value(other -> meta(other, metas, open));
        open.remove(name);
        if (Double.isNaN(value)) {
            unknown.add(new UnknownCheck("spam.rule." + name, "a rule that it uses is unknown, or it uses itself"));
        }
        results.put(name, value);
        return value;
    }

    private double result(String name) {
        return results.getOrDefault(name, 0.0);
    }

    private void guarded(SpamRule rule, IntSupplier matching) {
        steps.nextRule();
        try {
            results.put(rule.name(), (double) matching.getAsInt());
        } catch (StepCounter.BudgetSpentException e) {
            stopped(rule, "it would look at too many characters");
        } catch (StackOverflowError e) {
            stopped(rule, "its expression would go too deep");
        }
    }

    private void stopped(SpamRule rule, String reason) {
        results.put(rule.name(), Double.NaN);
        unknown.add(new UnknownCheck("spam.rule." + rule.name(), reason));
    }

    private int count(SpamRule rule, Pattern pattern, List<String> some) {
        int most = rule.multiple() ? rule.maxHits() : 1;
        int count = 0;
        for (String text : some) {
            Matcher matcher = pattern.matcher(steps.watch(text));
            while (count < most && matcher.find()) {
                count++;
            }
            if (count >= most) {
                return count;
            }
        }
        return count;
    }
}
