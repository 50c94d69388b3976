// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

import org.postern.gateway.access.Permission;
import org.postern.gateway.spam.EngineComparison;

/** How a second spam engine compares with the one that counts. */
public final class SpamEndpoints implements EndpointGroup {
    private final EngineComparison comparison;

    @Inject
    public SpamEndpoints(EngineComparison comparison) {
        this.comparison = comparison;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.guarded(HttpMethod.GET, "/postern/spam/shadow", Permission.READ_TRACKING, this::shadow));
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
