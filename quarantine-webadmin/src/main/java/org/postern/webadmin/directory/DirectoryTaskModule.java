// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.directory;

import java.time.Clock;
import java.util.Set;

import javax.inject.Inject;
import javax.inject.Provider;

import org.apache.james.server.task.json.TaskExtensionModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.postern.gateway.directory.DirectoryStore;
import org.postern.gateway.directory.DirectorySync;

/** Tells James how readings of directories are written down; named in {@code extensions.properties} as {@code guice.extension.task}. */
public final class DirectoryTaskModule implements TaskExtensionModule {
    private final Provider<DirectorySync> sync;
    private final Provider<DirectoryStore> store;
    private final Clock clock;

    /** Sync and store are asked for when a task arrives: James makes this object while its own stores are still being made. */
    @Inject
    public DirectoryTaskModule(Provider<DirectorySync> sync, Provider<DirectoryStore> store, Clock clock) {
        this.sync = sync;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Set<TaskDTOModule<? extends Task, ? extends TaskDTO>> taskDTOModules() {
        return Set.of(DirectorySyncTaskJson.module(profile -> new DirectorySyncTask(sync.get(), store.get(), profile, clock)));
    }

    @Override
    public Set<AdditionalInformationDTOModule<? extends TaskExecutionDetails.AdditionalInformation, ? extends AdditionalInformationDTO>>
            taskAdditionalInformationDTOModules() {
        return Set.of(DirectorySyncProgressJson.module());
    }
}
