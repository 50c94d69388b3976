// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import javax.inject.Inject;

import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.yaml.RuleSetSchema;
import org.postern.analysis.rules.yaml.RuleSetYaml;
import org.postern.gateway.access.Permission;
import org.postern.gateway.rules.RuleSetState;
import org.postern.gateway.rules.RuleSetVersion;
import org.postern.gateway.rules.RuleSets;
import org.postern.webadmin.Answer;
import org.postern.webadmin.ApiException;
import org.postern.webadmin.Call;
import org.postern.webadmin.Endpoint;
import org.postern.webadmin.EndpointGroup;
import org.postern.webadmin.HttpMethod;
import org.postern.webadmin.JsonBody;

/** Versions of the rules: making them, putting one into force, going back, and telling how they differ. */
public final class RuleVersionEndpoints implements EndpointGroup {
    private static final String PATH = "/postern/rules";
    private static final String VERSIONS = PATH + "/versions";

    private final RuleSets ruleSets;
    private final RuleSetYaml yaml = new RuleSetYaml();

    @Inject
    public RuleVersionEndpoints(RuleSets ruleSets) {
        this.ruleSets = ruleSets;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, PATH, Permission.READ_RULES, this::inForce),
            Endpoint.guarded(HttpMethod.GET, PATH + "/schema", Permission.READ_RULES, call -> Answer.json(200, new RuleSetSchema().tree())),
            Endpoint.guarded(HttpMethod.GET, VERSIONS, Permission.READ_RULES, this::list),
            Endpoint.guarded(HttpMethod.POST, VERSIONS, Permission.MANAGE_RULES, this::publish),
            Endpoint.guarded(HttpMethod.GET, VERSIONS + "/:number", Permission.READ_RULES, this::read),
            Endpoint.guarded(HttpMethod.GET, PATH + "/diff", Permission.READ_RULES, this::diff),
            Endpoint.guarded(HttpMethod.PUT, PATH + "/active", Permission.MANAGE_RULES, this::activate),
            Endpoint.guarded(HttpMethod.DELETE, PATH + "/active", Permission.MANAGE_RULES, this::useFile),
            Endpoint.guarded(HttpMethod.POST, PATH + "/apply", Permission.MANAGE_RULES, this::apply));
    }

    private Answer inForce(Call call) {
        if (call.header("Accept").filter(accept -> accept.contains("yaml")).isPresent()) {
            return Answer.bytes(200, RuleDraftEndpoints.YAML, yaml.write(ruleSets.inForce()).getBytes(StandardCharsets.UTF_8));
        }
        Optional<RuleSetState> version = ruleSets.activeVersion();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("source", version.isPresent() ? "store" : "file");
        view.put("version", ruleSets.inForce().version());
        view.put("activatedBy", version.map(RuleSetState::author).orElse(null));
        view.put("activatedAt", version.map(state -> state.changedAt().toString()).orElse(null));
        view.put("ruleSet", yaml.tree(ruleSets.inForce()));
        return Answer.json(200, view);
    }

    private Answer list(Call call) {
        return Answer.json(200, Map.of("versions", ruleSets.versions().stream().map(RuleVersionEndpoints::view).toList()));
    }

    private Answer publish(Call call) throws Exception {
        JsonBody body = call.optionalBody().allowOnly("comment", "activate");
        return RuleAnswers.of(() -> {
            boolean activate = body.flag("activate").orElse(false);
            if (activate) {
                ruleSets.requireStore();
            }
            RuleSetVersion version = ruleSets.publish(RuleDraftEndpoints.tag(call), RuleDraftEndpoints.author(call),
                body.optionalText("comment").orElse(""));
            if (activate) {
                ruleSets.activate(version.number(), RuleDraftEndpoints.author(call));
            }
            return Answer.json(201, view(version));
        });
    }

    /** A whole rule set, as from a file in version control, becomes a version and is put into force. */
    private Answer apply(Call call) throws Exception {
        call.allowOnly(Set.of("comment"));
        return RuleAnswers.of(() -> {
            ruleSets.requireStore();
            RuleSet ruleSet = yaml.read(call.text(RuleDraftEndpoints.MOST_BYTES));
            RuleSetVersion version = ruleSets.store(ruleSet, RuleDraftEndpoints.author(call), call.query("comment").orElse("applied"));
            ruleSets.activate(version.number(), RuleDraftEndpoints.author(call));
            return Answer.json(201, view(version));
        });
    }

    private Answer read(Call call) {
        RuleSet ruleSet = find(call.path("number"));
        return call.header("Accept").filter(accept -> accept.contains("yaml")).isPresent()
            ? Answer.bytes(200, RuleDraftEndpoints.YAML, yaml.write(ruleSet).getBytes(StandardCharsets.UTF_8))
            : Answer.json(200, yaml.tree(ruleSet));
    }

    private Answer activate(Call call) throws Exception {
        String number = call.body().allowOnly("version").optionalText("version")
            .orElseThrow(() -> ApiException.invalid("the body needs the number of a 'version'"));
        return RuleAnswers.of(() -> {
            if (!number.matches("\\d{1,18}")) {
                throw ApiException.invalid("'version' is a number");
            }
            find(number);
            ruleSets.activate(Long.parseLong(number), RuleDraftEndpoints.author(call));
            return Answer.json(200, Map.of("version", number));
        });
    }

    private Answer useFile(Call call) throws Exception {
        return RuleAnswers.of(() -> {
            ruleSets.useFile();
            return Answer.json(200, Map.of("source", "file"));
        });
    }

    private Answer diff(Call call) {
        call.allowOnly(Set.of("from", "to"));
        RuleSet from = find(call.query("from").orElse("active"));
        RuleSet to = find(call.query("to").orElse("draft"));
        List<Map<String, Object>> changes = new ArrayList<>();
        RuleSections sections = new RuleSections();
        for (String section : RuleSections.NAMES.stream().sorted().toList()) {
            Map<String, Object> before = sections.all(from, section);
            Map<String, Object> after = sections.all(to, section);
            Set<String> names = new LinkedHashSet<>(before.keySet());
            names.addAll(after.keySet());
            for (String name : names) {
                if (!Objects.equals(before.get(name), after.get(name))) {
                    Map<String, Object> change = new LinkedHashMap<>();
                    change.put("section", section);
                    change.put("name", name);
                    change.put("change", !before.containsKey(name) ? "added" : !after.containsKey(name) ? "removed" : "changed");
                    change.put("from", before.get(name));
                    change.put("to", after.get(name));
                    changes.add(change);
                }
            }
        }
        return Answer.json(200, Map.of("changes", changes));
    }

    /** A version by its number, the working copy as {@code draft}, the rules in force as {@code active}. */
    RuleSet find(String name) {
        return switch (name) {
            case "draft" -> ruleSets.draft().ruleSet();
            case "active" -> ruleSets.inForce();
            default -> {
                if (!name.matches("\\d{1,18}")) {
                    throw ApiException.invalid("a version is a number, 'draft' or 'active'");
                }
                yield ruleSets.version(Long.parseLong(name)).orElseThrow(() -> ApiException.notFound("There is no version " + name));
            }
        };
    }

    private static Map<String, Object> view(RuleSetVersion version) {
        return Map.of("number", version.number(), "createdAt", version.createdAt().toString(), "author", version.author(), "comment",
            version.comment());
    }
}
