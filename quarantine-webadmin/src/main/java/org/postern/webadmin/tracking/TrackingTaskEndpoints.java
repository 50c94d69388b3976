// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import javax.inject.Inject;

import org.apache.james.task.Task;
import org.apache.james.task.TaskManager;
import org.postern.gateway.access.Permission;
import org.postern.gateway.quarantine.index.ItemIndexRebuild;
import org.postern.gateway.tracking.erase.Erasure;
import org.postern.gateway.tracking.index.IndexRebuild;
import org.postern.webadmin.Answer;
import org.postern.webadmin.ApiException;
import org.postern.webadmin.Call;
import org.postern.webadmin.Endpoint;
import org.postern.webadmin.EndpointGroup;
import org.postern.webadmin.HttpMethod;
import org.postern.webadmin.JsonBody;
import org.postern.webadmin.TimeParameter;

/**
 * Starts the long work on tracking and its like: indices made anew, a person's data erased. James's own task routes show how far it
 * has come.
 */
public final class TrackingTaskEndpoints implements EndpointGroup {
    private static final Duration YEAR = Duration.ofDays(366);
    private static final int LONGEST = 320;

    private final Optional<IndexRebuild> rebuild;
    private final Optional<ItemIndexRebuild> quarantineRebuild;
    private final Erasure erasure;
    private final TaskManager tasks;
    private final Clock clock;

    @Inject
    public TrackingTaskEndpoints(Optional<IndexRebuild> rebuild, Optional<ItemIndexRebuild> quarantineRebuild, Erasure erasure,
                                 TaskManager tasks, Clock clock) {
        this.rebuild = rebuild;
        this.quarantineRebuild = quarantineRebuild;
        this.erasure = erasure;
        this.tasks = tasks;
        this.clock = clock;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.guarded(HttpMethod.POST, "/postern/tracking/index", Permission.MANAGE_TRACKING,
                call -> rebuild(call, rebuild.isPresent(), (from, to) -> new IndexRebuildTask(rebuild, from, to, clock))),
            Endpoint.guarded(HttpMethod.POST, "/postern/quarantine/index", Permission.MANAGE_TRACKING,
                call -> rebuild(call, quarantineRebuild.isPresent(),
                    (from, to) -> new QuarantineIndexTask(quarantineRebuild, from, to, clock))),
            Endpoint.guarded(HttpMethod.POST, "/postern/tracking/erasure", Permission.MANAGE_TRACKING, this::erase));
    }

    private Answer rebuild(Call call, boolean hasIndex, BiFunction<Instant, Instant, Task> task) {
        JsonBody body = call.optionalBody().allowOnly("from", "to");
        if (!hasIndex) {
            throw ApiException.conflict("There is no index: opensearch.nodes names no OpenSearch");
        }
        Instant to = body.optionalText("to").map(text -> TimeParameter.end("to", text)).orElseGet(() -> clock.instant().plusSeconds(1));
        Instant from = body.optionalText("from").map(text -> TimeParameter.start("from", text)).orElseGet(() -> to.minus(YEAR));
        if (!to.isAfter(from)) {
            throw ApiException.invalid("'to' must be later than 'from'");
        }
        return started(task.apply(from, to));
    }

    private Answer erase(Call call) {
        String address = call.body().allowOnly("address").text("address").strip();
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1 || address.length() > LONGEST || address.chars().anyMatch(Character::isISOControl)) {
            throw ApiException.invalid("'address' must be a complete mail address");
        }
        return started(new ErasureTask(erasure, address, clock));
    }

    private Answer started(Task task) {
        return Answer.json(202, Map.of("status", "started", "task", "/tasks/" + tasks.submit(task).getValue()));
    }
}
