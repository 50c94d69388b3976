// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Instant;
import java.util.List;

import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.postern.gateway.tracking.erase.ErasureResult;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an erasure has taken, as James's task routes show it and its task store keeps it. */
public record ErasureDetailsJson(@JsonProperty("type") String type, @JsonProperty("timestamp") Instant timestamp,
                                 @JsonProperty("messages") long messages, @JsonProperty("partsOfMessages") long parts,
                                 @JsonProperty("events") long events, @JsonProperty("statistics") long numbers,
                                 @JsonProperty("untouched") List<String> untouched)
        implements AdditionalInformationDTO {
    /** Where else the person may stand, so that nobody takes the end of this task for the end of all traces. */
    private static final List<String> UNTOUCHED = List.of("quarantine", "personal-lists", "events-waiting-on-disk", "facts-for-rules",
        "tasks");

    static AdditionalInformationDTOModule<ErasureDetails, ErasureDetailsJson> module() {
        return DTOModule.forDomainObject(ErasureDetails.class)
            .convertToDTO(ErasureDetailsJson.class)
            .toDomainObjectConverter(json -> new ErasureDetails(new ErasureResult(json.messages(), json.parts(), json.events(),
                json.numbers()), json.timestamp()))
            .toDTOConverter((details, type) -> new ErasureDetailsJson(type, details.timestamp(), details.result().messages(),
                details.result().parts(), details.result().events(), details.result().numbers(), UNTOUCHED))
            .typeName(ErasureTask.TYPE.asString())
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
