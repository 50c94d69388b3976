// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Clock;
import java.util.function.Supplier;

import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.postern.gateway.tracking.erase.Erasure;

import com.fasterxml.jackson.annotation.JsonProperty;

/** An erasure on its way to the node that does it. */
public record ErasureJson(@JsonProperty("type") String type, @JsonProperty("address") String address) implements TaskDTO {

    static TaskDTOModule<ErasureTask, ErasureJson> module(Supplier<Erasure> erasure, Clock clock) {
        return DTOModule.forDomainObject(ErasureTask.class)
            .convertToDTO(ErasureJson.class)
            .toDomainObjectConverter(json -> new ErasureTask(erasure.get(), json.address(), clock))
            .toDTOConverter((task, type) -> new ErasureJson(type, task.address()))
            .typeName(ErasureTask.TYPE.asString())
            .withFactory(TaskDTOModule::new);
    }

    @Override
    public String getType() {
        return type;
    }
}
