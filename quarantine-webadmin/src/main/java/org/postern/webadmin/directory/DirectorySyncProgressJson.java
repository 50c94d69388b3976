// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.directory;

import java.time.Instant;

import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A reading's progress as James's task routes show it and its task store keeps it. */
public record DirectorySyncProgressJson(@JsonProperty("type") String type, @JsonProperty("timestamp") Instant timestamp,
                                        @JsonProperty("profile") String profile, @JsonProperty("entries") long entries,
                                        @JsonProperty("problem") String problem) implements AdditionalInformationDTO {

    static AdditionalInformationDTOModule<DirectorySyncProgress, DirectorySyncProgressJson> module() {
        return DTOModule.forDomainObject(DirectorySyncProgress.class)
            .convertToDTO(DirectorySyncProgressJson.class)
            .toDomainObjectConverter(json -> new DirectorySyncProgress(json.profile(), json.entries(), json.problem(), json.timestamp()))
            .toDTOConverter((progress, type) -> new DirectorySyncProgressJson(type, progress.timestamp(), progress.profile(),
                progress.entries(), progress.problem()))
            .typeName(DirectorySyncTask.TYPE.asString())
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
