// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.rules;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.inject.Inject;

import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.yaml.RuleSetYaml;
import org.postern.gateway.access.Permission;
import org.postern.gateway.rules.RuleSets;
import org.postern.webadmin.Answer;
import org.postern.webadmin.ApiException;
import org.postern.webadmin.Call;
import org.postern.webadmin.Endpoint;
import org.postern.webadmin.EndpointGroup;
import org.postern.webadmin.HttpMethod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The working copy of the rules: as a whole, and its rules, groups, shared actions and examples one by one. Whoever changes it names the
 * state that he has seen, so that nobody undoes another's work unknowingly.
 */
public final class RuleDraftEndpoints implements EndpointGroup {
    static final int MOST_BYTES = 4 * 1024 * 1024;
    static final String YAML = "application/yaml; charset=utf-8";
    private static final String PATH = "/postern/rules/draft";
    private static final String SECTION = PATH + "/:section";
    private static final String ONE = SECTION + "/:name";

    private final RuleSets ruleSets;
    private final RuleSections sections = new RuleSections();
    private final RuleSetYaml yaml = new RuleSetYaml();
    private final ObjectMapper json = new ObjectMapper();

    @Inject
    public RuleDraftEndpoints(RuleSets ruleSets) {
        this.ruleSets = ruleSets;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, PATH, Permission.READ_RULES, this::read),
            Endpoint.guarded(HttpMethod.PUT, PATH, Permission.MANAGE_RULES, this::replace),
            Endpoint.guarded(HttpMethod.DELETE, PATH, Permission.MANAGE_RULES, this::discard),
            Endpoint.guarded(HttpMethod.GET, SECTION, Permission.READ_RULES, this::list),
            Endpoint.guarded(HttpMethod.GET, ONE, Permission.READ_RULES, this::get),
            Endpoint.guarded(HttpMethod.PUT, ONE, Permission.MANAGE_RULES, this::put),
            Endpoint.guarded(HttpMethod.DELETE, ONE, Permission.MANAGE_RULES, this::delete));
    }

    private Answer read(Call call) {
        RuleSets.Draft draft = ruleSets.draft();
        return tagged(written(call, draft.ruleSet()), draft);
    }

    /** A rule set in the form that the caller asks for. */
    Answer written(Call call, RuleSet ruleSet) {
        boolean asYaml = call.header("Accept").filter(accept -> accept.contains("yaml")).isPresent();
        return asYaml ? Answer.bytes(200, YAML, yaml.write(ruleSet).getBytes(StandardCharsets.UTF_8))
            : Answer.json(200, yaml.tree(ruleSet));
    }

    private Answer replace(Call call) throws Exception {
        return RuleAnswers.of(() -> {
            RuleSets.Draft draft = ruleSets.replaceDraft(tag(call), yaml.read(call.text(MOST_BYTES)), author(call));
            return tagged(Answer.json(200, yaml.tree(draft.ruleSet())), draft);
        });
    }

    private Answer discard(Call call) throws Exception {
        return RuleAnswers.of(() -> {
            RuleSets.Draft draft = ruleSets.discardDraft(tag(call), author(call));
            return tagged(Answer.json(200, yaml.tree(draft.ruleSet())), draft);
        });
    }

    private Answer list(Call call) {
        RuleSets.Draft draft = ruleSets.draft();
        String section = section(call);
        return tagged(Answer.json(200, Map.of(section, sections.all(draft.ruleSet(), section))), draft);
    }

    private Answer get(Call call) {
        RuleSets.Draft draft = ruleSets.draft();
        Object found = sections.find(draft.ruleSet(), section(call), call.path("name")).orElseThrow(RuleDraftEndpoints::nothing);
        return tagged(Answer.json(200, named(call, found)), draft);
    }

    private Answer put(Call call) throws Exception {
        Object value = value(call);
        return RuleAnswers.of(() -> {
            RuleSets.Draft draft = ruleSets.draft();
            boolean known = sections.find(draft.ruleSet(), section(call), call.path("name")).isPresent();
            RuleSet changed = sections.with(draft.ruleSet(), section(call), call.path("name"), Optional.of(value));
            RuleSets.Draft next = ruleSets.replaceDraft(unchanged(call, draft), changed, author(call));
            Object kept = sections.find(next.ruleSet(), section(call), call.path("name")).orElseThrow();
            return tagged(Answer.json(known ? 200 : 201, named(call, kept)), next);
        });
    }

    private Answer delete(Call call) throws Exception {
        return RuleAnswers.of(() -> {
            RuleSets.Draft draft = ruleSets.draft();
            sections.find(draft.ruleSet(), section(call), call.path("name")).orElseThrow(RuleDraftEndpoints::nothing);
            RuleSet changed = sections.with(draft.ruleSet(), section(call), call.path("name"), Optional.empty());
            RuleSets.Draft next = ruleSets.replaceDraft(unchanged(call, draft), changed, author(call));
            return tagged(Answer.json(200, Map.of("status", "deleted")), next);
        });
    }

    private Object value(Call call) {
        try {
            return Optional.ofNullable(json.readValue(call.text(MOST_BYTES), Object.class))
                .orElseThrow(() -> ApiException.invalid("the body must be a JSON object or list; DELETE removes something"));
        } catch (JsonProcessingException e) {
            throw ApiException.invalid("the body is not valid JSON (line " + e.getLocation().getLineNr() + ")");
        }
    }

    private static Map<String, Object> named(Call call, Object value) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", call.path("name"));
        view.put("value", value);
        return view;
    }

    private static String section(Call call) {
        String section = call.path("section");
        if (!RuleSections.NAMES.contains(section)) {
            throw ApiException.notFound("There are the sections " + String.join(", ", RuleSections.NAMES.stream().sorted().toList()));
        }
        return section;
    }

    /** The tag that the caller names; it must be the draft's that the change was made on. */
    private static String unchanged(Call call, RuleSets.Draft draft) {
        String tag = tag(call);
        if (!tag.equals(draft.tag())) {
            throw ApiException.changed("Somebody else has changed the rules; read them again");
        }
        return tag;
    }

    static String tag(Call call) {
        return call.header("If-Match").map(value -> value.replaceFirst("^W/", "").replace("\"", ""))
            .orElseThrow(ApiException::tagNeeded);
    }

    static String author(Call call) {
        return call.principal().name().value();
    }

    static Answer tagged(Answer answer, RuleSets.Draft draft) {
        return answer.with("ETag", '"' + draft.tag() + '"');
    }

    private static ApiException nothing() {
        return ApiException.notFound("There is nothing of this name");
    }
}
