// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;
import org.postern.gateway.quarantine.index.ItemIndexRebuild;

/** A rebuild of the index of the quarantine, as a task of its own kind, since each kind is written down in a form of its own. */
public final class QuarantineIndexTask extends IndexRebuildTask {
    static final TaskType TYPE = TaskType.of("postern-quarantine-index");

    /**
     * A rebuild of what was put into quarantine in a stretch of time.
     *
     * @param rebuild empty on a node without an index, where the task fails
     */
    public QuarantineIndexTask(Optional<ItemIndexRebuild> rebuild, Instant from, Instant to, Clock clock) {
        super(rebuild, from, to, clock);
    }

    @Override
    public TaskType type() {
        return TYPE;
    }

    @Override
    public Optional<TaskExecutionDetails.AdditionalInformation> details() {
        return Optional.of(new QuarantineIndexDetails(state()));
    }
}
