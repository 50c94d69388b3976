// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.postern.gateway.quarantine.index.ItemIndexRebuild;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A rebuild of the quarantine's index on its way to the node that does it. */
public record QuarantineIndexJson(@JsonProperty("type") String type, @JsonProperty("from") Instant from, @JsonProperty("to") Instant to)
        implements TaskDTO {

    static TaskDTOModule<QuarantineIndexTask, QuarantineIndexJson> module(Supplier<Optional<ItemIndexRebuild>> rebuild, Clock clock) {
        return DTOModule.forDomainObject(QuarantineIndexTask.class)
            .convertToDTO(QuarantineIndexJson.class)
            .toDomainObjectConverter(json -> new QuarantineIndexTask(rebuild.get(), json.from(), json.to(), clock))
            .toDTOConverter((task, type) -> new QuarantineIndexJson(type, task.from(), task.to()))
            .typeName(QuarantineIndexTask.TYPE.asString())
            .withFactory(TaskDTOModule::new);
    }

    @Override
    public String getType() {
        return type;
    }
}
