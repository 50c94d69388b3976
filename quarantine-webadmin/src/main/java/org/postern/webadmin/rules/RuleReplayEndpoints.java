// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.rules;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskManager;
import org.postern.analysis.rules.RuleSet;
import org.postern.gateway.access.Permission;
import org.postern.gateway.rules.FactsStore;
import org.postern.gateway.rules.RuleSets;
import org.postern.webadmin.Answer;
import org.postern.webadmin.ApiException;
import org.postern.webadmin.Call;
import org.postern.webadmin.Endpoint;
import org.postern.webadmin.EndpointGroup;
import org.postern.webadmin.HttpMethod;
import org.postern.webadmin.JsonBody;
import org.postern.webadmin.ShownTasks;

/**
 * Tries rules on the messages of the last days: what would have ended otherwise. The work is a task of James; these routes show it to
 * those who may read rules and not all of James's tasks.
 */
public final class RuleReplayEndpoints implements EndpointGroup {
    private static final String PATH = "/postern/rules/replay";
    private static final int MOST_DAYS = 366;

    private final RuleSets ruleSets;
    private final FactsStore facts;
    private final TaskManager tasks;
    private final ShownTasks shown;
    private final Clock clock;

    @Inject
    public RuleReplayEndpoints(RuleSets ruleSets, FactsStore facts, TaskManager tasks, Clock clock) {
        this.ruleSets = ruleSets;
        this.facts = facts;
        this.tasks = tasks;
        this.shown = new ShownTasks(tasks, "There is no such replay");
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
        Instant from = now.minus(Duration.ofDays(Integer.parseInt(days)));
        return Answer.json(202, view(tasks.getExecutionDetails(tasks.submit(new ReplayTask(facts, ruleSet, from, now, clock)))));
    }

    private Answer read(Call call) {
        return Answer.json(200, view(shown.find(call, RuleReplayEndpoints::isReplay)));
    }

    private Answer cancel(Call call) {
        return Answer.json(200, view(shown.cancel(call, RuleReplayEndpoints::isReplay)));
    }

    private static boolean isReplay(TaskExecutionDetails task) {
        return task.getType().equals(ReplayTask.TYPE);
    }

    private static Map<String, Object> view(TaskExecutionDetails task) {
        Map<String, Object> view = ShownTasks.view(task);
        task.getAdditionalInformation().map(ReplayProgress.class::cast)
            .map(progress -> ReplayProgressJson.of(progress, ReplayTask.TYPE.asString())).ifPresent(progress -> {
                view.put("rules", progress.rules());
                view.put("from", progress.from().toString());
                view.put("to", progress.to().toString());
                view.put("reached", progress.reached().toString());
                view.put("percent", percent(task, progress));
                view.put("messages", progress.messages());
                view.put("recipients", progress.recipients());
                view.put("identicalPercent", progress.identicalPercent());
                view.put("changes", progress.changes());
                view.put("byRule", progress.byRule());
                view.put("byDomain", progress.byDomain());
                view.put("samples", progress.samples());
            });
        return view;
    }

    /** How much of the time has been gone through; messages come in the order of time. */
    private static int percent(TaskExecutionDetails task, ReplayProgressJson progress) {
        if (task.getStatus() == TaskManager.Status.COMPLETED) {
            return 100;
        }
        long whole = Math.max(1, Duration.between(progress.from(), progress.to()).toMillis());
        return (int) Math.max(0, Math.min(99, 100 * Duration.between(progress.from(), progress.reached()).toMillis() / whole));
    }
}
