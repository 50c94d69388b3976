// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

import org.postern.gateway.access.Permission;
import org.postern.gateway.channel.RuleChannels;
import org.postern.gateway.dnslist.ListPauses;
import org.postern.gateway.spam.EngineComparison;

/** How a second spam engine compares with the one that counts, where rules come from, and which lists in the DNS rest. */
public final class SpamEndpoints implements EndpointGroup {
    private static final String CHANNELS = "/postern/spam/channels";
    private static final String PAUSES = "/postern/spam/lists/pauses";

    private final EngineComparison comparison;
    private final RuleChannels channels;
    private final ListPauses pauses;

    @Inject
    public SpamEndpoints(EngineComparison comparison, RuleChannels channels, ListPauses pauses) {
        this.comparison = comparison;
        this.channels = channels;
        this.pauses = pauses;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, "/postern/spam/shadow", Permission.READ_TRACKING, this::shadow),
            Endpoint.guarded(HttpMethod.GET, PAUSES, Permission.READ_STATUS, this::showPauses),
            Endpoint.guarded(HttpMethod.DELETE, PAUSES + "/:list", Permission.UPDATE_SIGNATURES, this::endPause),
            Endpoint.guarded(HttpMethod.GET, CHANNELS, Permission.READ_STATUS, this::showChannels),
            Endpoint.guarded(HttpMethod.POST, CHANNELS + "/update", Permission.UPDATE_SIGNATURES, this::update),
            Endpoint.guarded(HttpMethod.POST, CHANNELS + "/:name/rollback", Permission.UPDATE_SIGNATURES, this::rollBack));
    }

    private Answer showPauses(Call call) {
        return Answer.json(200, Map.of("pauses", pauses.current().stream().map(pause ->
            Map.of("list", pause.zone(), "until", pause.until().toString(), "reason", pause.reason())).toList()));
    }

    private Answer endPause(Call call) {
        if (!pauses.end(call.path("list"))) {
            throw ApiException.notFound("This list does not rest");
        }
        return Answer.json(200, Map.of("list", call.path("list")));
    }

    private Answer showChannels(Call call) {
        return Answer.json(200, Map.of("channels", channels.states().stream().map(state -> {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("name", state.channel());
            view.put("revision", state.revision().orElse(null));
            view.put("lookedAt", state.lookedAt().map(Instant::toString).orElse(null));
            view.put("result", state.result());
            return view;
        }).toList()));
    }

    private Answer update(Call call) {
        if (channels.states().isEmpty()) {
            throw ApiException.conflict("No update channel is configured");
        }
        channels.updateSoon();
        return Answer.json(202, Map.of("status", "started"));
    }

    private Answer rollBack(Call call) throws IOException {
        return channels.rollBack(call.path("name")).map(revision -> Answer.json(200, Map.of("revision", revision)))
            .orElseThrow(() -> ApiException.notFound("There is no such channel, or no revision before the present one"));
    }

    private Answer shadow(Call call) {
        EngineComparison.Summary summary = comparison.summary();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("messages", summary.messages());
        answer.put("bothSpam", summary.bothSpam());
        answer.put("neither", summary.neither());
        answer.put("onlyEngine", summary.onlyEngine());
        answer.put("onlyShadow", summary.onlyShadow());
        answer.put("unknown", summary.unknown());
        answer.put("dropped", summary.dropped());
        answer.put("meanDifference", summary.meanDifference());
        answer.put("latest", summary.latest().stream().map(SpamEndpoints::view).toList());
        return Answer.json(200, answer);
    }

    private static Map<String, Object> view(EngineComparison.Difference difference) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("messageId", difference.messageId());
        view.put("time", difference.time().toString());
        view.put("score", difference.score());
        view.put("shadowScore", difference.shadowScore());
        view.put("onlyEngine", difference.onlyEngine());
        view.put("onlyShadow", difference.onlyShadow());
        return view;
    }
}
