// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.postern.gateway.tracking.index.IndexRebuild;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A rebuild on its way to the node that does it. */
public record IndexRebuildJson(@JsonProperty("type") String type, @JsonProperty("from") Instant from, @JsonProperty("to") Instant to)
        implements TaskDTO {

    static TaskDTOModule<IndexRebuildTask, IndexRebuildJson> module(Supplier<Optional<IndexRebuild>> rebuild, Clock clock) {
        return DTOModule.forDomainObject(IndexRebuildTask.class)
            .convertToDTO(IndexRebuildJson.class)
            .toDomainObjectConverter(json -> new IndexRebuildTask(rebuild.get(), json.from(), json.to(), clock))
            .toDTOConverter((task, type) -> new IndexRebuildJson(type, task.from(), task.to()))
            .typeName(IndexRebuildTask.TYPE.asString())
            .withFactory(TaskDTOModule::new);
    }

    @Override
    public String getType() {
        return type;
    }
}
