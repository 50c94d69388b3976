// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.bulk;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.postern.gateway.decide.ActionOrder;
import org.postern.gateway.decide.ItemAction;
import org.postern.gateway.decide.ItemDecisions;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A decision on many messages on its way to the node that carries it out. */
public record BulkTaskJson(@JsonProperty("type") String type, @JsonProperty("action") String action, @JsonProperty("actor") String actor,
                           @JsonProperty("own") boolean own, @JsonProperty("to") String to, @JsonProperty("confirmed") boolean confirmed,
                           @JsonProperty("ids") List<String> ids) implements TaskDTO {

    static TaskDTOModule<BulkTask, BulkTaskJson> module(Supplier<ItemDecisions> decisions, Clock clock) {
        return DTOModule.forDomainObject(BulkTask.class)
            .convertToDTO(BulkTaskJson.class)
            .toDomainObjectConverter(json -> new BulkTask(decisions.get(), new ActionOrder(ItemAction.of(json.action()).orElseThrow(),
                json.actor(), json.own(), Optional.ofNullable(json.to()), json.confirmed()), json.ids(), clock))
            .toDTOConverter((task, type) -> new BulkTaskJson(type, task.order().action().word(), task.order().actor(), task.order().own(),
                task.order().to().orElse(null), task.order().confirmed(), task.ids()))
            .typeName(BulkTask.TYPE.asString())
            .withFactory(TaskDTOModule::new);
    }

    @Override
    public String getType() {
        return type;
    }
}
