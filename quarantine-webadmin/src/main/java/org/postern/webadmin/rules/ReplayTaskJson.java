// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.rules;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.postern.analysis.rules.yaml.RuleSetYaml;
import org.postern.gateway.rules.FactsStore;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A replay on its way to the node that runs it: the rules go along, because a working copy may have changed by then. */
public record ReplayTaskJson(@JsonProperty("type") String type, @JsonProperty("rules") String rules, @JsonProperty("from") Instant from,
                             @JsonProperty("to") Instant to) implements TaskDTO {

    static TaskDTOModule<ReplayTask, ReplayTaskJson> module(Supplier<FactsStore> facts, Clock clock) {
        return DTOModule.forDomainObject(ReplayTask.class)
            .convertToDTO(ReplayTaskJson.class)
            .toDomainObjectConverter(json -> new ReplayTask(facts.get(), new RuleSetYaml().read(json.rules()), json.from(), json.to(),
                clock))
            .toDTOConverter((task, type) -> new ReplayTaskJson(type, task.yaml(), task.from(), task.to()))
            .typeName(ReplayTask.TYPE.asString())
            .withFactory(TaskDTOModule::new);
    }

    @Override
    public String getType() {
        return type;
    }
}
