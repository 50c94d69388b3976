// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Instant;

import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.postern.gateway.index.Rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The progress of a rebuild of the quarantine's index as James's task routes show it and its task store keeps it. */
public record QuarantineIndexDetailsJson(@JsonProperty("type") String type, @JsonProperty("timestamp") Instant timestamp,
                                      @JsonProperty("from") Instant from, @JsonProperty("to") Instant to,
                                      @JsonProperty("reached") Instant reached, @JsonProperty("percent") int percent,
                                      @JsonProperty("messages") long messages, @JsonProperty("removed") long removed,
                                      @JsonProperty("refused") long refused) implements AdditionalInformationDTO {

    static AdditionalInformationDTOModule<QuarantineIndexDetails, QuarantineIndexDetailsJson> module() {
        return DTOModule.forDomainObject(QuarantineIndexDetails.class)
            .convertToDTO(QuarantineIndexDetailsJson.class)
            .toDomainObjectConverter(json -> new QuarantineIndexDetails(new IndexRebuildDetails(json.from(), json.to(),
                new Rebuild.Progress(json.reached(), json.messages(), json.removed(), json.refused()), json.timestamp())))
            .toDTOConverter((details, type) -> of(details.state(), type))
            .typeName(QuarantineIndexTask.TYPE.asString())
            .withFactory(AdditionalInformationDTOModule::new);
    }

    private static QuarantineIndexDetailsJson of(IndexRebuildDetails state, String type) {
        return new QuarantineIndexDetailsJson(type, state.timestamp(), state.from(), state.to(), state.progress().reached(),
            state.percent(), state.progress().written(), state.progress().removed(), state.progress().refused());
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public Instant getTimestamp() {
        return timestamp;
    }
}
