// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.bulk;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The progress as James's task routes show it and its task store keeps it. */
public record BulkProgressJson(@JsonProperty("type") String type, @JsonProperty("timestamp") Instant timestamp,
                               @JsonProperty("action") String action, @JsonProperty("actor") String actor,
                               @JsonProperty("total") int total, @JsonProperty("done") int done,
                               @JsonProperty("results") Map<String, Long> results) implements AdditionalInformationDTO {

    static AdditionalInformationDTOModule<BulkProgress, BulkProgressJson> module() {
        return DTOModule.forDomainObject(BulkProgress.class)
            .convertToDTO(BulkProgressJson.class)
            .toDomainObjectConverter(json -> new BulkProgress(json.action(), Optional.ofNullable(json.actor()).orElse(""), json.total(),
                json.done(), json.results(), json.timestamp()))
            .toDTOConverter((progress, type) -> new BulkProgressJson(type, progress.timestamp(), progress.action(), progress.actor(),
                progress.total(), progress.done(), progress.results()))
            .typeName(BulkTask.TYPE.asString())
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
