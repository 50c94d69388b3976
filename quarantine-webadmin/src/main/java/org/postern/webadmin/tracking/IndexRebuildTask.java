// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;
import org.postern.gateway.index.Rebuild;

/** A rebuild of the index of messages as a task of James, so that it is shown, waits its turn and is cancelled like other long work. */
public class IndexRebuildTask implements Task {
    static final TaskType TYPE = TaskType.of("postern-tracking-index");

    private final Optional<? extends Rebuild> rebuild;
    private final Instant from;
    private final Instant to;
    private final Clock clock;
    private final AtomicReference<Rebuild.Progress> progress;

    /**
     * A rebuild of the messages received in a stretch of time.
     *
     * @param rebuild empty on a node without an index, where the task fails
     */
    public IndexRebuildTask(Optional<? extends Rebuild> rebuild, Instant from, Instant to, Clock clock) {
        this.rebuild = rebuild;
        this.from = from;
        this.to = to;
        this.clock = clock;
        this.progress = new AtomicReference<>(new Rebuild.Progress(to, 0, 0, 0));
    }

    @Override
    public final Result run() {
        Rebuild present = rebuild.orElseThrow(() -> new IllegalStateException("this node has no OpenSearch"));
        Rebuild.Progress end = present.run(from, to, progress::set, () -> Thread.currentThread().isInterrupted());
        return end.reached().isAfter(from) || end.refused() > 0 ? Result.PARTIAL : Result.COMPLETED;
    }

    @Override
    public TaskType type() {
        return TYPE;
    }

    @Override
    public Optional<TaskExecutionDetails.AdditionalInformation> details() {
        return Optional.of(state());
    }

    final IndexRebuildDetails state() {
        return new IndexRebuildDetails(from, to, progress.get(), clock.instant());
    }

    final Instant from() {
        return from;
    }

    final Instant to() {
        return to;
    }
}
