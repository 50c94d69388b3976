// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.bulk;

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
import org.postern.gateway.decide.ItemDecisions;

/** Tells James how decisions on many messages are written down; named in {@code extensions.properties} as {@code guice.extension.task}. */
public final class BulkTaskModule implements TaskExtensionModule {
    private final Provider<ItemDecisions> decisions;
    private final Clock clock;

    /** Decisions are asked for when a task arrives: James makes this object while its own stores are still being made. */
    @Inject
    public BulkTaskModule(Provider<ItemDecisions> decisions, Clock clock) {
        this.decisions = decisions;
        this.clock = clock;
    }

    @Override
    public Set<TaskDTOModule<? extends Task, ? extends TaskDTO>> taskDTOModules() {
        return Set.of(BulkTaskJson.module(decisions::get, clock));
    }

    @Override
    public Set<AdditionalInformationDTOModule<? extends TaskExecutionDetails.AdditionalInformation, ? extends AdditionalInformationDTO>>
            taskAdditionalInformationDTOModules() {
        return Set.of(BulkProgressJson.module());
    }
}
