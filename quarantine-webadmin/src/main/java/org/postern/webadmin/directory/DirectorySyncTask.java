// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.directory;

import java.time.Clock;
import java.util.Optional;

import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.directory.DirectoryStore;
import org.postern.gateway.directory.DirectorySync;
import org.postern.gateway.directory.SyncState;

/** A reading of a directory as a task of James, so that it is shown, waits its turn and is cancelled like every other long work. */
public final class DirectorySyncTask implements Task {
    static final TaskType TYPE = TaskType.of("postern-directory-sync");

    private final DirectorySync sync;
    private final DirectoryStore store;
    private final String profile;
    private final Clock clock;

    /**
     * A reading of a profile's directory. Doubled it does no harm: one of the two reads, the other ends as partly done.
     */
    public DirectorySyncTask(DirectorySync sync, DirectoryStore store, String profile, Clock clock) {
        this.sync = sync;
        this.store = store;
        this.profile = profile;
        this.clock = clock;
    }

    @Override
    public Result run() {
        return sync.readNow(profile).filter(state -> state.status() == SyncState.Status.DONE).isPresent() ? Result.COMPLETED
            : Result.PARTIAL;
    }

    @Override
    public TaskType type() {
        return TYPE;
    }

    @Override
    public Optional<TaskExecutionDetails.AdditionalInformation> details() {
        try {
            Optional<SyncState> state = store.syncState(profile);
            return Optional.of(new DirectorySyncProgress(profile, state.map(SyncState::entries).orElse(0L),
                state.flatMap(SyncState::problem).orElse(""), clock.instant()));
        } catch (StorageUnavailableException e) {
            return Optional.empty();
        }
    }

    String profile() {
        return profile;
    }
}
