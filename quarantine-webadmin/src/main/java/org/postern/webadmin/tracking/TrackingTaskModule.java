// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Clock;
import java.util.Optional;
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
import org.postern.gateway.quarantine.index.ItemIndexRebuild;
import org.postern.gateway.tracking.erase.Erasure;
import org.postern.gateway.tracking.index.IndexRebuild;

/**
 * Tells James how long work on tracking and on indices is written down; named in {@code extensions.properties} as
 * {@code guice.extension.task}.
 */
public final class TrackingTaskModule implements TaskExtensionModule {
    private final Provider<Optional<IndexRebuild>> rebuild;
    private final Provider<Optional<ItemIndexRebuild>> quarantineRebuild;
    private final Provider<Erasure> erasure;
    private final Clock clock;

    /** All are asked for when a task arrives: James makes this object while its own stores are still being made. */
    @Inject
    public TrackingTaskModule(Provider<Optional<IndexRebuild>> rebuild, Provider<Optional<ItemIndexRebuild>> quarantineRebuild,
                              Provider<Erasure> erasure, Clock clock) {
        this.rebuild = rebuild;
        this.quarantineRebuild = quarantineRebuild;
        this.erasure = erasure;
        this.clock = clock;
    }

    @Override
    public Set<TaskDTOModule<? extends Task, ? extends TaskDTO>> taskDTOModules() {
        return Set.of(IndexRebuildJson.module(rebuild::get, clock), QuarantineIndexJson.module(quarantineRebuild::get, clock),
            ErasureJson.module(erasure::get, clock));
    }

    @Override
    public Set<AdditionalInformationDTOModule<? extends TaskExecutionDetails.AdditionalInformation, ? extends AdditionalInformationDTO>>
            taskAdditionalInformationDTOModules() {
        return Set.of(IndexRebuildDetailsJson.module(), QuarantineIndexDetailsJson.module(), ErasureDetailsJson.module());
    }
}
