// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;

import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.spam.eval.EvalOutcome;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.regex.PerlRegex;
import org.postern.analysis.spam.text.SpamMessage;

/** One run of the rules over one message. */
final class SpamRun {
    private static final double DECIMALS = 1000;

    private final CompiledRules rules;
    private final double threshold;
    private final SpamInput input;
    private final SpamMessage message;
    private final StepCounter steps;
    private final BitSet running;
    private final double[] results;
    private final Map<Integer, EvalOutcome> outcomes = new HashMap<>();
    private final Map<Integer, String> matched = new HashMap<>();
    private final Map<String, Set<String>> captured = new HashMap<>();
    /** Dozens of rules look at few fields of the parts. */
    private final Map<MimeHeaderValues.Key, List<byte[]>> mimeValues = new HashMap<>();
    private final List<UnknownCheck> unknown = new ArrayList<>();
    private final Set<String> silent = new LinkedHashSet<>();
    private final RunContext context;

    SpamRun(CompiledRules rules, RuleOptions options, double threshold, SpamInput input, SpamBudget budget) {
        this.threshold = threshold;
        this.rules = rules;
        this.input = input;
        this.message = input.message();
        this.steps = new StepCounter(budget);
        this.running = rules.running(input.scores());
        this.results = new double[rules.rules().size()];
        this.context = new RunContext(input, options, steps, name -> rules.slot(name) < 0 ? 0 : results[rules.slot(name)]);
    }

    SpamOutcome outcome() {
        rules.headers().forEach(this::headers);
        rules.present().forEach(slot -> guarded(slot,
            () -> message.header(((SpamTest.Exists) rules.rule(slot).test()).selector()).isPresent() ? 1 : 0));
        // Tests of one kind run right behind the expressions of their kind: some change the texts that later kinds see.
        rules.tests(CompiledRules.Stage.EARLY).forEach(this::test);
        rules.tests(CompiledRules.Stage.HEADER).forEach(this::test);
        texts(SpamTest.TextKind.BODY);
        texts(SpamTest.TextKind.URI);
        rules.tests(CompiledRules.Stage.BODY).forEach(this::test);
        texts(SpamTest.TextKind.RAWBODY);
        rules.tests(CompiledRules.Stage.RAWBODY).forEach(this::test);
        texts(SpamTest.TextKind.FULL);
        rules.tests(CompiledRules.Stage.FULL).forEach(this::test);
        rules.templates().forEach(this::template);
        rules.tests(CompiledRules.Stage.LATE).forEach(this::test);
        rules.asking().forEach(this::asked);
        metas();
        return summary();
    }

    private void headers(CompiledRules.HeaderValue header, RegexGroup group) {
        String text = message.header(header.selector()).orElseGet(() -> header.ifUnset().orElse(""));
        byte[] octets = Octets.bytes(text);
        BitSet candidates = group.candidates(octets);
        BitSet some = candidates;
        if (!group.negated().isEmpty()) {
            some = (BitSet) group.negated().clone();
            some.or(candidates);
        }
        List<byte[]> all = List.of(octets);
        for (int i = some.nextSetBit(0); i >= 0; i = some.nextSetBit(i + 1)) {
            int slot = group.slots()[i];
            SpamTest.Header test = (SpamTest.Header) rules.rule(slot).test();
            List<byte[]> worthALook = candidates.get(i) ? all : List.of();
            guarded(slot, () -> {
                int count = count(slot, test.expression(), test.expression().regex(), worthALook);
                return test.negated() ? (count == 0 ? 1 : 0) : count;
            });
        }
    }

    private void texts(SpamTest.TextKind kind) {
        RegexGroup group = rules.texts().get(kind);
        if (group == null) {
            return;
        }
        Map<Integer, List<byte[]>> worthALook = new TreeMap<>();
        List<String> all = of(kind);
        for (int place = 0; place < all.size(); place++) {
            byte[] text = Octets.bytes(all.get(place));
            BitSet candidates = group.candidates(text);
            for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
                int slot = group.slots()[i];
                if (place > 0 || !skipsFirst(kind, slot)) {
                    worthALook.computeIfAbsent(slot, any -> new ArrayList<>()).add(text);
                }
            }
        }
        worthALook.forEach((slot, some) -> guarded(slot, () -> {
            RuleExpression expression = ((SpamTest.Text) rules.rule(slot).test()).expression();
            return count(slot, expression, expression.regex(), some);
        }));
    }

    /** The first text of a body is the subject. */
    private boolean skipsFirst(SpamTest.TextKind kind, int slot) {
        return kind == SpamTest.TextKind.BODY && rules.rule(slot).flags().has("nosubject");
    }

    private List<String> of(SpamTest.TextKind kind) {
        return switch (kind) {
            case BODY -> message.body();
            case RAWBODY -> message.rawBody();
            case URI -> message.uris();
            case FULL -> List.of(message.full());
        };
    }

    private void template(int slot) {
        guarded(slot, () -> {
            SpamTest test = rules.rule(slot).test();
            RuleExpression expression = test instanceof SpamTest.Text text ? text.expression() : ((SpamTest.Header) test).expression();
            if (!captured.keySet().containsAll(expression.templates())) {
                return 0;
            }
            // Compiling costs more than all else, and hardly ever is there a text that could match.
            List<byte[]> texts = expression.worthALook(templateTexts(slot, test).stream().map(Octets::bytes).toList(), steps::spend);
            Optional<PerlRegex> regex = texts.isEmpty() ? Optional.of(expression.regex()) : expression.filledIn(captured);
            if (regex.isEmpty()) {
                return 0;
            }
            int count = count(slot, expression, regex.get(), texts);
            return test instanceof SpamTest.Header header && header.negated() ? (count == 0 ? 1 : 0) : count;
        });
    }

    private List<String> templateTexts(int slot, SpamTest test) {
        if (test instanceof SpamTest.Header header) {
            return List.of(message.header(header.selector()).orElseGet(() -> header.ifUnset().orElse("")));
        }
        SpamTest.TextKind kind = ((SpamTest.Text) test).kind();
        List<String> texts = of(kind);
        return skipsFirst(kind, slot) ? texts.subList(1, texts.size()) : texts;
    }

    private void test(int slot) {
        SpamTest test = rules.rule(slot).test();
        guarded(slot, () -> {
            if (test instanceof SpamTest.UriDetail detail) {
                return message.uriDetails().stream()
                    .anyMatch(uri -> detail.criteria().stream().allMatch(one -> one.holds(uri, steps))) ? 1 : 0;
            }
            if (test instanceof SpamTest.MimeHeader mime) {
                return mimeHeader(slot, mime);
            }
            return evaluated(slot, ((SpamTest.Eval) test).test().evaluate(context));
        });
    }

    private void asked(int slot) {
        guarded(slot, () -> {
            EvalOutcome outcome = ((SpamTest.Eval) rules.rule(slot).test()).test().evaluate(context);
            if (outcome.state() != EvalOutcome.State.UNKNOWN) {
                return evaluated(slot, outcome);
            }
            // One list that stays silent leaves dozens of rules without an answer: it is told once.
            results[slot] = Double.NaN;
            silent.add(outcome.reason());
            return -1;
        });
    }

    private int mimeHeader(int slot, SpamTest.MimeHeader test) {
        RuleFlags flags = rules.rule(slot).flags();
        List<byte[]> values = mimeValues.computeIfAbsent(MimeHeaderValues.key(test, flags),
            any -> MimeHeaderValues.of(message.parts(), test, flags).stream().map(Octets::bytes).toList());
        int count = values.isEmpty() ? 0 : count(slot, test.expression(), test.expression().regex(), values);
        return test.negated() ? (count == 0 ? 1 : 0) : count;
    }

    private int evaluated(int slot, EvalOutcome outcome) {
        outcomes.put(slot, outcome);
        outcome.evidence().ifPresent(text -> matched.put(slot, MatchedText.shown(text)));
        if (outcome.state() == EvalOutcome.State.UNKNOWN) {
            stopped(slot, outcome.reason());
            return -1;
        }
        return outcome.state() == EvalOutcome.State.HIT ? Math.max(1, outcome.count()) : 0;
    }

    private void metas() {
        boolean onlySilence = unknown.isEmpty() && !silent.isEmpty();
        silent.forEach(reason -> unknown.add(new UnknownCheck("spam.dns", reason)));
        rules.metas().forEach((slot, expression) -> {
            if (running.get(slot)) {
                double value = expression.value(results);
                if (Double.isNaN(value) && !onlySilence) {
                    unknown.add(new UnknownCheck("spam.rule." + rules.rule(slot).name(), "a rule that it uses is unknown"));
                }
                results[slot] = value != 0 && value <= 0 ? 1 : value;
            }
        });
    }

    private SpamOutcome summary() {
        List<SpamHit> hits = new ArrayList<>();
        Map<String, Integer> subtests = new TreeMap<>();
        for (int slot = 0; slot < results.length; slot++) {
            if (results[slot] > 0) {
                if (rules.rule(slot).reported()) {
                    hits.add(hit(slot));
                } else {
                    subtests.put(rules.rule(slot).name(), (int) Math.ceil(results[slot]));
                }
            }
        }
        hits.sort(Comparator.comparingDouble(SpamHit::score).reversed().thenComparing(SpamHit::rule));
        double sum = hits.stream().mapToDouble(SpamHit::score).sum();
        return new SpamOutcome(new SpamAnalysis(Math.round(sum * DECIMALS) / DECIMALS, hits, threshold), unknown, subtests);
    }

    private SpamHit hit(int slot) {
        SpamRule rule = rules.rule(slot);
        Optional<EvalOutcome> outcome = Optional.ofNullable(outcomes.get(slot));
        double score = outcome.filter(one -> one.score().isPresent()).map(one -> one.score().getAsDouble())
            .orElseGet(() -> rule.scores().in(input.scores()));
        String description = outcome.flatMap(EvalOutcome::description).orElse(rule.description());
        return new SpamHit(rule.name(), score, description, matched.getOrDefault(slot, ""));
    }

    private void guarded(int slot, IntSupplier matching) {
        if (!running.get(slot)) {
            return;
        }
        steps.nextRule();
        try {
            int count = matching.getAsInt();
            if (count >= 0) {
                results[slot] = count;
            }
        } catch (StepCounter.BudgetSpentException e) {
            stopped(slot, "it would look at too many characters");
        } catch (StackOverflowError e) {
            stopped(slot, "its expression would go too deep");
        } catch (RuntimeException e) {
            // A fault in a test must not lose what all others found.
            stopped(slot, "it failed: " + e);
        }
    }

    private void stopped(int slot, String reason) {
        results[slot] = Double.NaN;
        unknown.add(new UnknownCheck("spam.rule." + rules.rule(slot).name(), reason));
    }

    private int count(int slot, RuleExpression expression, PerlRegex regex, List<byte[]> texts) {
        SpamRule rule = rules.rule(slot);
        return new MatchCount(rule.flags().mostHits(), steps, matcher -> {
            if (rule.reported()) {
                matched.putIfAbsent(slot, MatchedText.shown(matcher.group()));
            }
            if (expression.captures()) {
                expression.collect(matcher, captured);
            }
        }).of(regex, texts);
    }
}
