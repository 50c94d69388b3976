// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.erase;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.postern.gateway.statistics.StatisticsStore;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.IndexField;
import org.postern.gateway.tracking.IndexTerm;

/**
 * Takes one person, known by an address, out of what is kept of mail. Of a message that the person has sent, or that went to nobody else,
 * all is taken; of a message to several people only what is about this one, so that the others can still see what became of theirs. Doing
 * it again does no harm, and takes what has come since.
 */
public final class Erasure {
    /** Stands in the place of an address in what is told of others. */
    public static final String NOBODY = "erased";

    private static final String EVENTS = "events";
    /** Not within a longer address. */
    private static final String BEFORE = "(?<![\\p{L}\\p{N}._%+-])";
    private static final String AFTER = "(?![\\p{L}\\p{N}-])(?!\\.[\\p{L}\\p{N}])";
    private static final int PAGE = 200;
    /** An event may come that long after its message. */
    private static final Duration LATE = Duration.ofDays(32);

    private final EventStore events;
    private final StatisticsStore statistics;
    private final Duration lifetime;
    private final String node;
    private final Clock clock;

    /**
     * Erasing.
     *
     * @param events   told to the index besides, if there is one
     * @param lifetime time for which events are kept
     * @param node     name of this node in events
     */
    public Erasure(EventStore events, StatisticsStore statistics, Duration lifetime, String node, Clock clock) {
        this.events = events;
        this.statistics = statistics;
        this.lifetime = lifetime;
        this.node = node;
        this.clock = clock;
    }

    /** How many events an event stands for that tells of an erasure; none for any other. */
    public static long erasedEvents(Event event) {
        String number = event.type() == EventType.ERASED ? event.details().getOrDefault(EVENTS, "") : "";
        return number.matches("\\d{1,9}") ? Long.parseLong(number) : 0;
    }

    /**
     * Erases.
     *
     * @param address   of the person, complete
     * @param progress  is told after each page of messages
     * @param cancelled whether to stop; asked after each page
     * @return what was erased until then
     */
    public ErasureResult run(String address, Consumer<ErasureResult> progress, BooleanSupplier cancelled) {
        String person = address.toLowerCase(Locale.ROOT);
        Pattern named = Pattern.compile(BEFORE + Pattern.quote(person) + AFTER, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        Instant now = clock.instant();
        ErasureResult result = ErasureResult.NOTHING;
        for (IndexTerm term : List.of(IndexTerm.sender(person), new IndexTerm(IndexField.RECIPIENT, person))) {
            Optional<String> below = Optional.empty();
            List<String> ids;
            do {
                ids = events.ids(term, now.minus(lifetime).minus(LATE), now.plus(1, ChronoUnit.HOURS), below, PAGE);
                for (List<Event> timeline : events.timelines(ids).values()) {
                    result = result.and(erase(timeline, person, named, term));
                }
                below = ids.isEmpty() ? below : Optional.of(ids.get(ids.size() - 1));
                progress.accept(result);
                if (cancelled.getAsBoolean()) {
                    return result;
                }
            } while (ids.size() == PAGE);
            events.forget(term);
        }
        result = result.andNumbers(statistics.erase(person));
        progress.accept(result);
        return result;
    }

    private ErasureResult erase(List<Event> timeline, String person, Pattern named, IndexTerm term) {
        boolean sent = timeline.stream().anyMatch(event -> person.equalsIgnoreCase(event.details().getOrDefault("sender", "")));
        boolean toOthers = timeline.stream().anyMatch(event -> event.recipient().filter(one -> !one.equalsIgnoreCase(person)).isPresent());
        if (sent || !toOthers) {
            events.remove(timeline, List.of(), List.of(term));
            return new ErasureResult(1, 0, timeline.size(), 0);
        }
        List<Event> gone = new ArrayList<>();
        List<Event> kept = new ArrayList<>();
        List<Event> instead = new ArrayList<>();
        for (Event event : timeline) {
            if (event.recipient().filter(person::equalsIgnoreCase).isPresent()) {
                gone.add(event);
            } else if (event.details().values().stream().anyMatch(value -> named.matcher(value).find())) {
                gone.add(event);
                instead.add(without(event, named));
            } else {
                kept.add(event);
            }
        }
        if (gone.isEmpty()) {
            events.remove(List.of(), timeline, List.of(term));
            return ErasureResult.NOTHING;
        }
        instead.add(new Event(timeline.get(0).messageId(), clock.instant().truncatedTo(ChronoUnit.MICROS), node, EventType.ERASED,
            Optional.empty(), Map.of(EVENTS, String.valueOf(gone.size()))));
        events.append(instead);
        kept.addAll(instead);
        events.remove(gone, kept, List.of(term));
        return new ErasureResult(0, 1, gone.size(), 0);
    }

    private static Event without(Event event, Pattern named) {
        Map<String, String> details = new HashMap<>();
        event.details().forEach((name, value) -> details.put(name, named.matcher(value).replaceAll(NOBODY)));
        return new Event(event.messageId(), event.time(), event.node(), event.type(), event.recipient(), details);
    }
}
