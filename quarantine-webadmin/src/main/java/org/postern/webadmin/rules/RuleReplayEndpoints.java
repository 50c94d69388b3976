// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.rules;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

import org.postern.analysis.rules.RuleSet;
import org.postern.gateway.access.Permission;
import org.postern.gateway.rules.Replay;
import org.postern.gateway.rules.ReplayRuns;
import org.postern.gateway.rules.RuleSets;
import org.postern.webadmin.Answer;
import org.postern.webadmin.ApiException;
import org.postern.webadmin.Call;
import org.postern.webadmin.Endpoint;
import org.postern.webadmin.EndpointGroup;
import org.postern.webadmin.HttpMethod;
import org.postern.webadmin.JsonBody;

/** Tries rules on the messages of the last days: what would have ended otherwise. */
public final class RuleReplayEndpoints implements EndpointGroup {
    private static final String PATH = "/postern/rules/replay";
    private static final int MOST_DAYS = 366;

    private final RuleSets ruleSets;
    private final ReplayRuns runs;
    private final Clock clock;

    @Inject
    public RuleReplayEndpoints(RuleSets ruleSets, ReplayRuns runs, Clock clock) {
        this.ruleSets = ruleSets;
        this.runs = runs;
        this.clock = clock;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.POST, PATH, Permission.READ_RULES, this::start),
            Endpoint.guarded(HttpMethod.GET, PATH + "/:id", Permission.READ_RULES, this::read),
            Endpoint.guarded(HttpMethod.DELETE, PATH + "/:id", Permission.READ_RULES, this::cancel));
    }

    private Answer start(Call call) {
        JsonBody body = call.optionalBody().allowOnly("rules", "days");
        String name = body.optionalText("rules").orElse("draft");
        RuleSet ruleSet = switch (name) {
            case "draft" -> ruleSets.draft().ruleSet();
            case "active" -> ruleSets.inForce();
            default -> {
                if (!name.matches("\\d{1,18}")) {
                    throw ApiException.invalid("'rules' is 'draft', 'active' or the number of a version");
                }
                yield ruleSets.version(Long.parseLong(name)).orElseThrow(() -> ApiException.notFound("There is no version " + name));
            }
        };
        String days = body.optionalText("days").orElse("7");
        if (!days.matches("\\d{1,3}") || Integer.parseInt(days) < 1 || Integer.parseInt(days) > MOST_DAYS) {
            throw ApiException.invalid("'days' is a number from 1 to " + MOST_DAYS);
        }
        Instant now = clock.instant();
        return Answer.json(202, view(runs.start(ruleSet, now.minus(Duration.ofDays(Integer.parseInt(days))), now)));
    }

    private Answer read(Call call) {
        return Answer.json(200, view(find(call)));
    }

    private Answer cancel(Call call) {
        ReplayRuns.Run run = find(call);
        run.cancel();
        return Answer.json(200, view(run));
    }

    private ReplayRuns.Run find(Call call) {
        return runs.find(call.path("id")).orElseThrow(() -> ApiException.notFound("There is no such replay on this node"));
    }

    private static Map<String, Object> view(ReplayRuns.Run run) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", run.id());
        view.put("state", run.state());
        view.put("messages", run.messages());
        run.result().ifPresent(result -> {
            view.put("recipients", result.recipients());
            view.put("identicalPercent", result.identicalPercent());
            view.put("changes", result.changes());
            view.put("byRule", result.byRule());
            view.put("byDomain", result.byDomain());
            view.put("samples", result.samples().stream().map(RuleReplayEndpoints::view).toList());
        });
        return view;
    }

    private static Map<String, Object> view(Replay.Sample sample) {
        return Map.of("messageId", sample.messageId(), "recipient", sample.recipient(), "was", sample.was(), "wouldBe", sample.wouldBe(),
            "rule", sample.rule());
    }
}
