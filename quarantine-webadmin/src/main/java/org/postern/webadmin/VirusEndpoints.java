// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.inject.Inject;

import org.postern.gateway.access.Permission;
import org.postern.gateway.scan.EngineMonitor;
import org.postern.gateway.scan.EngineStatus;
import org.postern.gateway.scan.EngineVersion;
import org.postern.gateway.scan.ResultCache;
import org.postern.gateway.scan.update.SignatureUpdates;

/**
 * The virus engines of this node: whether they work, what signatures they have, and how these are renewed.
 */
public final class VirusEndpoints implements EndpointGroup {
    private final EngineMonitor monitor;
    private final ResultCache results;
    private final SignatureUpdates updates;
    private final Clock clock;

    @Inject
    public VirusEndpoints(EngineMonitor monitor, ResultCache results, SignatureUpdates updates, Clock clock) {
        this.monitor = monitor;
        this.results = results;
        this.updates = updates;
        this.clock = clock;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, "/postern/virus", Permission.READ_STATUS, this::show),
            Endpoint.guarded(HttpMethod.POST, "/postern/virus/update", Permission.UPDATE_SIGNATURES, this::update));
    }

    private Answer show(Call call) {
        Instant now = clock.instant();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("engines", monitor.statuses().stream().map(status -> engine(status, now)).toList());
        answer.put("rememberedResults", results.size());
        answer.put("update", update(updates.state()));
        return Answer.json(200, answer);
    }

    private Answer update(Call call) {
        return switch (updates.start()) {
            case STARTED -> Answer.json(202, Map.of("status", "started"));
            case RUNNING_ALREADY -> throw ApiException.conflict("An update is running already");
            case NOTHING_TO_UPDATE -> throw ApiException.conflict("No engine is configured whose signatures can be renewed from here");
        };
    }

    private static Map<String, Object> engine(EngineStatus status, Instant now) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", status.engine());
        view.put("works", status.works());
        view.put("problem", status.problem().orElse(null));
        view.put("problemSince", text(status.problemSince()));
        view.put("checkedAt", text(status.checkedAt()));
        view.put("checkMillis", status.took().toMillis());
        view.put("program", status.version().map(EngineVersion::program).orElse(null));
        view.put("signatures", status.version().flatMap(EngineVersion::signatures).orElse(null));
        view.put("signaturesAt", text(status.version().flatMap(EngineVersion::signaturesAt)));
        view.put("signatureAgeSeconds", status.signatureAge(now).map(Duration::toSeconds).orElse(null));
        view.put("signaturesSince", text(status.signaturesSince()));
        return view;
    }

    private static Map<String, Object> update(SignatureUpdates.State state) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("running", state.running());
        view.put("startedAt", text(state.startedAt()));
        view.put("endedAt", text(state.endedAt()));
        view.put("succeeded", state.endedAt().isPresent() ? state.succeeded() : null);
        view.put("message", state.message());
        return view;
    }

    private static String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
