// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;
import org.postern.gateway.tracking.erase.Erasure;
import org.postern.gateway.tracking.erase.ErasureResult;

/** The erasure of one person's data as a task of James, so that it is shown, waits its turn and is cancelled like other long work. */
public final class ErasureTask implements Task {
    static final TaskType TYPE = TaskType.of("postern-tracking-erasure");

    private final Erasure erasure;
    private final String address;
    private final Clock clock;
    private final AtomicReference<ErasureResult> result = new AtomicReference<>(ErasureResult.NOTHING);

    public ErasureTask(Erasure erasure, String address, Clock clock) {
        this.erasure = erasure;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public Result run() {
        erasure.run(address, result::set, () -> Thread.currentThread().isInterrupted());
        return Thread.currentThread().isInterrupted() ? Result.PARTIAL : Result.COMPLETED;
    }

    @Override
    public TaskType type() {
        return TYPE;
    }

    /** How much has been erased; not whose. */
    @Override
    public Optional<TaskExecutionDetails.AdditionalInformation> details() {
        return Optional.of(new ErasureDetails(result.get(), clock.instant()));
    }

    String address() {
        return address;
    }
}
