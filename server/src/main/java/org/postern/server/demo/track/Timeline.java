// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.track;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.postern.server.demo.sample.Ending;

/**
 * What the gateway tells of one message so far.
 *
 * @param events in order of time
 */
public record Timeline(List<TimelineEvent> events) {
    public Timeline {
        events = List.copyOf(events);
    }

    public static Timeline empty() {
        return new Timeline(List.of());
    }

    /** Where the message ended for a recipient; empty while it is under way. */
    public Optional<Ending> ending(String recipient) {
        return settling(recipient).map(event -> switch (event.type()) {
            case "QUARANTINED" -> new Ending.Quarantined(event.details().getOrDefault("kind", "?").toLowerCase(Locale.ROOT));
            case "BLOCKED" -> new Ending.Blocked();
            case "DELIVERED" -> new Ending.Delivered();
            default -> new Ending.Unsettled(event.type().toLowerCase(Locale.ROOT) + " " + event.details());
        });
    }

    /** The event that settled a recipient; keeping the message as it came beside what is delivered settles nothing. */
    public Optional<TimelineEvent> settling(String recipient) {
        boolean delivers = events.stream().filter(event -> event.type().equals("RULES_APPLIED") && event.concerns(recipient))
            .anyMatch(event -> event.details().getOrDefault("outcome", "").equals("deliver"));
        return events.stream().filter(event -> event.concerns(recipient)).filter(event -> switch (event.type()) {
            case "QUARANTINED" -> !delivers;
            case "BLOCKED", "DELIVERED", "BOUNCED" -> true;
            default -> false;
        }).findFirst();
    }

    /** Quarantines in which the message is for this recipient. */
    public List<String> kept(String recipient) {
        return events.stream().filter(event -> event.type().equals("QUARANTINED") && event.concerns(recipient))
            .map(event -> event.details().getOrDefault("kind", "?").toLowerCase(Locale.ROOT)).toList();
    }

    /** Spam score of the last analysis. */
    public Optional<Double> score() {
        return detail("ANALYSED", "score").map(Double::valueOf);
    }

    /** What the virus engines found, or how the scan ended otherwise; empty before the analysis. */
    public Optional<String> virus() {
        return detail("ANALYSED", "found").or(() -> detail("ANALYSED", "virus").map(status -> status.toLowerCase(Locale.ROOT)));
    }

    /** Spam rules that matched, then filter rules that bound this recipient. */
    public List<String> rules(String recipient) {
        Stream<String> spam = detail("ANALYSED", "hits").stream();
        Stream<String> filter = events.stream().filter(event -> event.type().equals("RULES_APPLIED"))
            .filter(event -> event.concerns(recipient)).map(event -> event.details().getOrDefault("rules", ""));
        return Stream.concat(spam, filter).flatMap(text -> Stream.of(text.split("(?<!\\\\),\\s*")))
            .map(name -> name.replace("\\,", ",")).filter(text -> !text.isEmpty())
            .distinct().toList();
    }

    /** Names of the events so far, for people. */
    public List<String> types() {
        return events.stream().map(TimelineEvent::type).toList();
    }

    private Optional<String> detail(String type, String name) {
        return events.stream().filter(event -> event.type().equals(type)).map(event -> event.details().get(name))
            .filter(value -> value != null).reduce((earlier, later) -> later);
    }
}
