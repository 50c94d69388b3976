// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.inject.Inject;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.access.Permission;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;

/**
 * What became of a message.
 */
public final class TrackingEndpoints implements EndpointGroup {
    private final EventStore events;

    @Inject
    public TrackingEndpoints(EventStore events) {
        this.events = events;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.guarded(HttpMethod.GET, "/postern/tracking/:id", Permission.READ_TRACKING, this::timeline));
    }

    private Answer timeline(Call call) {
        String id = call.path("id");
        if (!MessageId.isValid(id)) {
            throw ApiException.invalid("a message id has 26 characters, digits and capital letters without I, L, O and U");
        }
        List<Event> timeline = events.timeline(id);
        if (timeline.isEmpty()) {
            throw ApiException.notFound("There is no message with this id");
        }
        return Answer.json(200, Map.of("messageId", id, "events", timeline.stream().map(TrackingEndpoints::view).toList()));
    }

    private static Map<String, Object> view(Event event) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("time", event.time().toString());
        view.put("node", event.node());
        view.put("type", event.type().name());
        view.put("recipient", event.recipient().orElse(null));
        view.put("details", new TreeMap<>(event.details()));
        return view;
    }
}
