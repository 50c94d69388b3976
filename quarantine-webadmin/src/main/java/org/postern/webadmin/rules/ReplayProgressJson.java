// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.postern.gateway.rules.Replay;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A replay's progress as James's task routes show it and its task store keeps it. */
public record ReplayProgressJson(@JsonProperty("type") String type, @JsonProperty("timestamp") Instant timestamp,
                                 @JsonProperty("rules") String rules, @JsonProperty("from") Instant from, @JsonProperty("to") Instant to,
                                 @JsonProperty("messages") long messages, @JsonProperty("recipients") long recipients,
                                 @JsonProperty("same") long same, @JsonProperty("identicalPercent") double identicalPercent,
                                 @JsonProperty("changes") Map<String, Long> changes,
                                 @JsonProperty("byRule") Map<String, Map<String, Long>> byRule,
                                 @JsonProperty("byDomain") Map<String, Map<String, Long>> byDomain,
                                 @JsonProperty("reached") Instant reached, @JsonProperty("samples") List<Map<String, String>> samples,
                                 @JsonProperty("cancelled") boolean cancelled) implements AdditionalInformationDTO {

    static AdditionalInformationDTOModule<ReplayProgress, ReplayProgressJson> module() {
        return DTOModule.forDomainObject(ReplayProgress.class)
            .convertToDTO(ReplayProgressJson.class)
            .toDomainObjectConverter(ReplayProgressJson::progress)
            .toDTOConverter(ReplayProgressJson::of)
            .typeName(ReplayTask.TYPE.asString())
            .withFactory(AdditionalInformationDTOModule::new);
    }

    static ReplayProgressJson of(ReplayProgress progress, String type) {
        Replay.Result result = progress.result();
        return new ReplayProgressJson(type, progress.timestamp(), progress.rules(), progress.from(), progress.to(), result.messages(),
            result.recipients(), result.same(), result.identicalPercent(), result.changes(), result.byRule(), result.byDomain(),
            result.reached().equals(Instant.MIN) ? progress.from() : result.reached(),
            result.samples().stream().map(ReplayProgressJson::view).toList(), result.cancelled());
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public Instant getTimestamp() {
        return timestamp;
    }

    private ReplayProgress progress() {
        List<Replay.Sample> read = samples.stream().map(one -> new Replay.Sample(one.get("messageId"), one.get("recipient"),
            one.get("was"), one.get("wouldBe"), one.get("rule"))).toList();
        return new ReplayProgress(rules, from, to, new Replay.Result(messages, recipients, same, changes, byRule, byDomain, read,
            reached, cancelled), timestamp);
    }

    private static Map<String, String> view(Replay.Sample sample) {
        return Map.of("messageId", sample.messageId(), "recipient", sample.recipient(), "was", sample.was(), "wouldBe", sample.wouldBe(),
            "rule", sample.rule());
    }
}
