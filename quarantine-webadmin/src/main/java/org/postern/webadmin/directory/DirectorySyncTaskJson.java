// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.directory;

import java.util.function.Function;

import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A reading on its way to the node that does it: whose directory, and nothing of how it is reached. */
public record DirectorySyncTaskJson(@JsonProperty("type") String type, @JsonProperty("profile") String profile) implements TaskDTO {

    static TaskDTOModule<DirectorySyncTask, DirectorySyncTaskJson> module(Function<String, DirectorySyncTask> tasks) {
        return DTOModule.forDomainObject(DirectorySyncTask.class)
            .convertToDTO(DirectorySyncTaskJson.class)
            .toDomainObjectConverter(json -> tasks.apply(json.profile()))
            .toDTOConverter((task, type) -> new DirectorySyncTaskJson(type, task.profile()))
            .typeName(DirectorySyncTask.TYPE.asString())
            .withFactory(TaskDTOModule::new);
    }

    @Override
    public String getType() {
        return type;
    }
}
