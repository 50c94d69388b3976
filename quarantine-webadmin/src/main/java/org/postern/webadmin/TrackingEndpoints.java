// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.inject.Inject;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.access.Permission;
import org.postern.gateway.statistics.StatisticsStore;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.search.MessageSearch;
import org.postern.webadmin.tracking.SearchEndpoints;
import org.postern.webadmin.tracking.StatisticsEndpoints;
import org.postern.webadmin.tracking.TrackingTaskEndpoints;

/**
 * What became of a message.
 */
public final class TrackingEndpoints implements EndpointGroup {
    private final EventStore events;
    private final SearchEndpoints search;
    private final StatisticsEndpoints statistics;
    private final TrackingTaskEndpoints tasks;

    @Inject
    public TrackingEndpoints(EventStore events, MessageSearch search, StatisticsStore statistics, TrackingTaskEndpoints tasks,
                             Clock clock) {
        this.events = events;
        this.search = new SearchEndpoints(search, clock);
        this.statistics = new StatisticsEndpoints(statistics, clock);
        this.tasks = tasks;
    }

    @Override
    public List<Endpoint> endpoints() {
        return Stream.of(List.of(Endpoint.guarded(HttpMethod.GET, "/postern/tracking/:id", Permission.READ_TRACKING, this::timeline)),
            search.endpoints(), statistics.endpoints(), tasks.endpoints()).flatMap(List::stream).toList();
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
