// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.rules;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

import javax.inject.Inject;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.MessageId;
import org.postern.analysis.rules.ActionNames;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.evaluation.CompiledRules;
import org.postern.analysis.rules.Example;
import org.postern.analysis.rules.example.ExampleFacts;
import org.postern.analysis.rules.explain.Explainer;
import org.postern.analysis.rules.explain.Explanation;
import org.postern.analysis.rules.lint.RuleLint;
import org.postern.gateway.access.Permission;
import org.postern.gateway.rules.Explanations;
import org.postern.gateway.rules.KeptFacts;
import org.postern.gateway.rules.RuleHitStore;
import org.postern.gateway.rules.RuleSets;
import org.postern.webadmin.Answer;
import org.postern.webadmin.ApiException;
import org.postern.webadmin.Call;
import org.postern.webadmin.Endpoint;
import org.postern.webadmin.EndpointGroup;
import org.postern.webadmin.HttpMethod;
import org.postern.webadmin.JsonBody;

/** Tries rules before they are used, and tells afterwards why they did what they did. */
public final class RuleTryEndpoints implements EndpointGroup {
    private static final String PATH = "/postern/rules";
    private static final int MOST_BYTES = 1024 * 1024;
    private static final Duration LONGEST = Duration.ofDays(366);

    private final RuleSets ruleSets;
    private final Explanations explanations;
    private final RuleHitStore hits;
    private final Clock clock;
    private final ExampleFacts exampleFacts = new ExampleFacts();
    private final Explainer explainer = new Explainer();
    private final RuleLint lint = new RuleLint();

    @Inject
    public RuleTryEndpoints(RuleSets ruleSets, Explanations explanations, RuleHitStore hits, Clock clock) {
        this.ruleSets = ruleSets;
        this.explanations = explanations;
        this.hits = hits;
        this.clock = clock;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.POST, PATH + "/evaluate", Permission.READ_RULES, this::evaluate),
            Endpoint.guarded(HttpMethod.POST, PATH + "/lint", Permission.READ_RULES, this::lint),
            Endpoint.guarded(HttpMethod.GET, PATH + "/hits", Permission.READ_RULES, this::hits),
            Endpoint.guarded(HttpMethod.GET, "/postern/tracking/:id/explanation", Permission.READ_TRACKING, this::explain));
    }

    /** A message, and what is known besides of it, against the rules in force, the working copy or a version. */
    private Answer evaluate(Call call) throws Exception {
        Set<String> allowed = new TreeSet<>(ExampleFacts.KEYS);
        allowed.addAll(List.of("message", "rules"));
        JsonBody body = JsonBody.large(call, MOST_BYTES).allowOnly(allowed.toArray(String[]::new));
        Map<String, String> values = new LinkedHashMap<>();
        ExampleFacts.KEYS.forEach(key -> body.optionalText(key).ifPresent(value -> values.put(key, value)));
        return RuleAnswers.of(() -> {
            RuleSet ruleSet = chosen(body.optionalText("rules").orElse("draft"));
            Facts known = read(() -> exampleFacts.of(new Example("evaluate", body.optionalText("message"), values, Map.of("", "any"),
                List.of())));
            return Answer.json(200, view(CompiledRules.of(ruleSet).evaluate(known), explainer.explain(ruleSet, known)));
        });
    }

    private Answer lint(Call call) throws Exception {
        JsonBody body = call.optionalBody().allowOnly("rules");
        return RuleAnswers.of(() -> Answer.json(200, Map.of("findings",
            lint.findings(chosen(body.optionalText("rules").orElse("draft"))).stream()
                .map(finding -> Map.of("kind", finding.kind().name(), "rule", finding.rule(), "others", finding.others(), "text",
                    finding.text(), "witness", finding.witness())).toList())));
    }

    private Answer hits(Call call) {
        call.allowOnly(Set.of("from", "to"));
        Instant to = call.query("to").map(RuleTryEndpoints::time).orElseGet(clock::instant);
        Instant from = call.query("from").map(RuleTryEndpoints::time).orElseGet(() -> to.minus(Duration.ofDays(7)));
        if (from.isAfter(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw ApiException.invalid("'from' must be before 'to', and at most 366 days");
        }
        Map<String, Long> totals = new TreeMap<>();
        List<Map<String, Object>> hours = new ArrayList<>();
        hits.read(from, to).entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Comparator.comparing(RuleHitStore.Key::hour).thenComparing(RuleHitStore.Key::rule)))
            .forEach(entry -> {
                totals.merge(entry.getKey().rule(), entry.getValue(), Long::sum);
                hours.add(Map.of("hour", entry.getKey().hour().toString(), "rule", entry.getKey().rule(), "hits", entry.getValue()));
            });
        return Answer.json(200, Map.of("totals", totals, "hours", hours));
    }

    /** Why the rules in force, or others, do with a message of the past what they do. */
    private Answer explain(Call call) throws Exception {
        call.allowOnly(Set.of("rules"));
        String id = call.path("id");
        if (!MessageId.isValid(id)) {
            throw ApiException.invalid("a message id has 26 characters, digits and capital letters without I, L, O and U");
        }
        KeptFacts kept = explanations.facts(id).orElseThrow(() -> ApiException.notFound("The facts of this message are not kept"));
        Optional<RuleSet> wanted = call.query("rules").map(this::chosen).or(() -> explanations.judges(kept));
        RuleSet rules = wanted.orElseThrow(() -> ApiException.notFound("The rules of version " + kept.ruleSet() + " are not kept"));
        Explanations.Explained explained = explanations.by(rules, kept);
        Map<String, Object> view = view(explained.verdict(), explained.explanation());
        view.put("was", new TreeMap<>(kept.outcomes()));
        return Answer.json(200, view);
    }

    private RuleSet chosen(String name) {
        return switch (name) {
            case "draft" -> ruleSets.draft().ruleSet();
            case "active" -> ruleSets.inForce();
            default -> {
                if (!name.matches("\\d{1,18}")) {
                    throw ApiException.invalid("'rules' is 'draft', 'active' or the number of a version");
                }
                yield ruleSets.version(Long.parseLong(name)).orElseThrow(() -> ApiException.notFound("There is no version " + name));
            }
        };
    }

    private static Map<String, Object> view(Verdict verdict, Explanation explanation) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("rules", verdict.ruleSetVersion());
        view.put("recipients", verdict.dispositions().stream().map(RuleTryEndpoints::view).toList());
        view.put("explanation", explanation.tree());
        return view;
    }

    private static Map<String, Object> view(Disposition disposition) {
        return Map.of("recipient", disposition.recipient(), "outcome", disposition.outcomeName(), "rules", disposition.rules(), "actions",
            disposition.bound().stream().map(bound -> Map.of("rule", bound.rule(), "action",
                ActionNames.of(bound.action()), "parts", bound.parts())).toList());
    }

    private static Facts read(Supplier<Facts> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(e.getMessage());
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ApiException.invalid("a time is such as 2026-01-14T12:00:00Z");
        }
    }
}
