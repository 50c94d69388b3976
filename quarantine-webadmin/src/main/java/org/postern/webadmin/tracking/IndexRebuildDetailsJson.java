// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Instant;

import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.postern.gateway.index.Rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A rebuild's progress as James's task routes show it and its task store keeps it. */
public record IndexRebuildDetailsJson(@JsonProperty("type") String type, @JsonProperty("timestamp") Instant timestamp,
                                      @JsonProperty("from") Instant from, @JsonProperty("to") Instant to,
                                      @JsonProperty("reached") Instant reached, @JsonProperty("percent") int percent,
                                      @JsonProperty("messages") long messages, @JsonProperty("removed") long removed,
                                      @JsonProperty("refused") long refused) implements AdditionalInformationDTO {

    static AdditionalInformationDTOModule<IndexRebuildDetails, IndexRebuildDetailsJson> module() {
        return DTOModule.forDomainObject(IndexRebuildDetails.class)
            .convertToDTO(IndexRebuildDetailsJson.class)
            .toDomainObjectConverter(json -> new IndexRebuildDetails(json.from(), json.to(),
                new Rebuild.Progress(json.reached(), json.messages(), json.removed(), json.refused()), json.timestamp()))
            .toDTOConverter((details, type) -> new IndexRebuildDetailsJson(type, details.timestamp(), details.from(), details.to(),
                details.progress().reached(), details.percent(), details.progress().written(), details.progress().removed(),
                details.progress().refused()))
            .typeName(IndexRebuildTask.TYPE.asString())
            .withFactory(AdditionalInformationDTOModule::new);
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
