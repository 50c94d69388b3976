// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.rules;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.yaml.RuleSetYaml;
import org.postern.gateway.rules.FactsStore;
import org.postern.gateway.rules.Replay;

/** A replay of rules as a task of James, so that it is shown, waits its turn and is cancelled like every other long work. */
public final class ReplayTask implements Task {
    static final TaskType TYPE = TaskType.of("postern-rules-replay");

    private final FactsStore facts;
    private final RuleSet rules;
    private final Instant from;
    private final Instant to;
    private final Clock clock;
    private final Replay replay;

    /**
     * A replay over the messages received in a stretch of time.
     *
     * @param rules to try
     */
    public ReplayTask(FactsStore facts, RuleSet rules, Instant from, Instant to, Clock clock) {
        this.facts = facts;
        this.rules = rules;
        this.from = from;
        this.to = to;
        this.clock = clock;
        this.replay = new Replay(rules);
    }

    @Override
    public Result run() {
        Replay.Result result = replay.run(facts, from, to);
        return result.cancelled() ? Result.PARTIAL : Result.COMPLETED;
    }

    @Override
    public TaskType type() {
        return TYPE;
    }

    @Override
    public Optional<TaskExecutionDetails.AdditionalInformation> details() {
        return Optional.of(new ReplayProgress(rules.version(), from, to, replay.result(), clock.instant()));
    }

    String yaml() {
        return new RuleSetYaml().write(rules);
    }

    Instant from() {
        return from;
    }

    Instant to() {
        return to;
    }
}
