// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules in the order and the groups in which they run; a rule's slot is its place among all. */
final class CompiledRules {
    private static final List<String> EVAL_ORDER = List.of("header", "body", "rawbody", "full");

    private final List<SpamRule> rules;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<HeaderValue, RegexGroup> headers = new LinkedHashMap<>();
    private final Map<SpamTest.TextKind, RegexGroup> texts = new EnumMap<>(SpamTest.TextKind.class);
    private final List<Integer> present = new ArrayList<>();
    private final List<Integer> templates = new ArrayList<>();
    private final List<Integer> tests = new ArrayList<>();
    private final List<Integer> asking = new ArrayList<>();
    private final Map<Stage, List<Integer>> stages = new EnumMap<>(Stage.class);
    private final Map<Integer, MetaExpression> metas = new LinkedHashMap<>();
    private final Map<ScoreSet, BitSet> running = new EnumMap<>(ScoreSet.class);

    /** When tests run that are neither plain expressions nor meta rules. */
    enum Stage {
        EARLY,
        HEADER,
        BODY,
        RAWBODY,
        FULL,
        LATE
    }

    /** A header whose absence may stand for some text. */
    record HeaderValue(String selector, Optional<String> ifUnset) {
    }

    CompiledRules(List<SpamRule> rules) {
        this.rules = rules;
        for (int slot = 0; slot < rules.size(); slot++) {
            slots.put(rules.get(slot).name(), slot);
        }
        Map<HeaderValue, List<Integer>> byHeader = new LinkedHashMap<>();
        Map<SpamTest.TextKind, List<Integer>> byText = new EnumMap<>(SpamTest.TextKind.class);
        for (int slot = 0; slot < rules.size(); slot++) {
            SpamTest test = rules.get(slot).test();
            if (test instanceof SpamTest.Exists) {
                present.add(slot);
            } else if (test instanceof SpamTest.Header header) {
                group(slot, header.expression(), byHeader.computeIfAbsent(new HeaderValue(header.selector(), header.ifUnset()),
                    any -> new ArrayList<>()));
            } else if (test instanceof SpamTest.Text text) {
                group(slot, text.expression(), byText.computeIfAbsent(text.kind(), any -> new ArrayList<>()));
            } else if (test instanceof SpamTest.Meta meta) {
                String self = rules.get(slot).name();
                metas.put(slot, meta.expression().resolved(name -> slots.getOrDefault(name, -1), pattern -> matching(pattern, self)));
            } else if (rules.get(slot).asksDns()) {
                asking.add(slot);
            } else if (!(test instanceof SpamTest.Declared)) {
                tests.add(slot);
            }
        }
        Map<List<Integer>, RegexGroup> groups = Stream.concat(byHeader.values().stream(), byText.values().stream()).parallel()
            .collect(Collectors.toConcurrentMap(Function.identity(), some -> new RegexGroup(rules, some)));
        byHeader.forEach((header, some) -> headers.put(header, groups.get(some)));
        byText.forEach((kind, some) -> texts.put(kind, groups.get(some)));
        tests.sort(Comparator.<Integer>comparingInt(slot -> rules.get(slot).priority()).thenComparingInt(slot -> order(rules.get(slot))));
        for (int slot : tests) {
            stages.computeIfAbsent(stage(rules.get(slot)), any -> new ArrayList<>()).add(slot);
        }
        for (ScoreSet set : ScoreSet.values()) {
            BitSet some = new BitSet();
            for (int slot = 0; slot < rules.size(); slot++) {
                some.set(slot, rules.get(slot).runs(set));
            }
            running.put(set, some);
        }
    }

    private void group(int slot, RuleExpression expression, List<Integer> group) {
        (expression.templates().isEmpty() ? group : templates).add(slot);
    }

    private List<String> matching(String pattern, String self) {
        Pattern name = Pattern.compile(pattern.replace("?", ".").replace("*", ".*"));
        return slots.keySet().stream().filter(one -> name.matcher(one).matches() && !one.equals(self)).sorted().toList();
    }

    private static Stage stage(SpamRule rule) {
        if (rule.priority() != 0) {
            return rule.priority() < 0 ? Stage.EARLY : Stage.LATE;
        }
        return rule.test() instanceof SpamTest.Eval eval ? Stage.valueOf(eval.kind().toUpperCase(Locale.ROOT)) : Stage.BODY;
    }

    private static int order(SpamRule rule) {
        return rule.test() instanceof SpamTest.Eval eval ? EVAL_ORDER.indexOf(eval.kind()) : 1;
    }

    List<SpamRule> rules() {
        return rules;
    }

    SpamRule rule(int slot) {
        return rules.get(slot);
    }

    /** Slot of a name, -1 when no rule has it. */
    int slot(String name) {
        return slots.getOrDefault(name, -1);
    }

    Map<HeaderValue, RegexGroup> headers() {
        return headers;
    }

    Map<SpamTest.TextKind, RegexGroup> texts() {
        return texts;
    }

    List<Integer> present() {
        return present;
    }

    List<Integer> templates() {
        return templates;
    }

    /** Everything that is neither a plain expression nor a meta rule, in the order of priorities. */
    List<Integer> tests() {
        return tests;
    }

    /** Tests that the DNS settles; they come last, so that answers have time to arrive. */
    List<Integer> asking() {
        return asking;
    }

    /** Those of them that run at some stage. */
    List<Integer> tests(Stage stage) {
        return stages.getOrDefault(stage, List.of());
    }

    Map<Integer, MetaExpression> metas() {
        return metas;
    }

    BitSet running(ScoreSet set) {
        return running.get(set);
    }
}
