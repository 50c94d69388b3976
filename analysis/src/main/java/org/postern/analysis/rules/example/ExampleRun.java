// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.example;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Example;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.evaluation.CompiledRules;

/** Tries a rule set on its own examples. */
public final class ExampleRun {
    private static final String ANYBODY = "";
    private final ExampleFacts facts = new ExampleFacts();

    /**
     * An example that did not end as it must.
     *
     * @param example its name
     * @param problem what was expected and what came, for people
     */
    public record Failure(String example, String problem) {
    }

    /** The examples that fail, with all their faults. */
    public List<Failure> failures(RuleSet ruleSet) {
        CompiledRules rules = CompiledRules.of(ruleSet);
        List<Failure> failures = new ArrayList<>();
        for (Example example : ruleSet.examples()) {
            try {
                Verdict verdict = rules.evaluate(facts.of(example));
                problem(example, verdict).ifPresent(problem -> failures.add(new Failure(example.name(), problem)));
            } catch (IllegalArgumentException e) {
                failures.add(new Failure(example.name(), e.getMessage()));
            }
        }
        return failures;
    }

    private static Optional<String> problem(Example example, Verdict verdict) {
        List<String> problems = new ArrayList<>();
        example.expect().forEach((recipient, outcome) -> {
            List<Disposition> concerned = verdict.dispositions().stream()
                .filter(one -> recipient.equals(ANYBODY) || one.recipient().equalsIgnoreCase(recipient)).toList();
            if (concerned.isEmpty()) {
                problems.add("it has no recipient " + recipient);
            }
            concerned.stream().filter(one -> !matches(one.outcomeName(), outcome)).forEach(one -> problems.add("for " + one.recipient()
                + " expected " + outcome + " but the rules say " + one.outcomeName() + " (" + String.join(", ", one.rules()) + ")"));
        });
        for (String rule : example.rules()) {
            if (verdict.dispositions().stream().noneMatch(one -> one.rules().contains(rule))) {
                problems.add("expected the rule " + rule + " to match but it did not");
            }
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private static boolean matches(String actual, String expected) {
        return actual.equals(expected) || expected.equals("quarantine") && actual.startsWith("quarantine ")
            || expected.equals("hold") && actual.equals("quarantine held");
    }
}
