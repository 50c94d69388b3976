// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.NameList;

/**
 * Folds the events of a message into what is known of it. A function of the events alone, whatever their order of arrival, so that
 * every node and every repetition comes to the same result.
 */
public final class MessageFold {
    private static final String NOBODY = "";

    private MessageFold() {
    }

    /**
     * Folds a timeline.
     *
     * @param events of one message, in order of time, at least one
     */
    public static TrackedMessage of(List<Event> events) {
        Event first = events.get(0);
        Map<String, String> about = new HashMap<>();
        for (Event event : events) {
            if (event.type() == EventType.REFUSED || event.type() == EventType.GREYLISTED) {
                event.details().forEach(about::putIfAbsent);
            } else if (event.type() == EventType.RECEIVED || event.type() == EventType.ANALYSED) {
                about.putAll(event.details());
            }
        }
        return new TrackedMessage(first.messageId(), MessageId.isValid(first.messageId()) ? MessageId.time(first.messageId())
            : first.time(),
            first.node(), "OUTGOING".equals(about.get("direction")), text(about, "sender"), text(about, "client"), text(about, "user"),
            text(about, "message-id"), text(about, "queue-id"), text(about, "subject"), whole(about.get("size")),
            decimal(about.get("score")), names(about.get("hits")), names(about.get("found")), whole(about.get("micros")),
            recipients(events));
    }

    private static List<TrackedRecipient> recipients(List<Event> events) {
        Map<String, TrackedRecipient> recipients = new TreeMap<>();
        for (Event event : events) {
            Optional<TrackStatus> status = TrackStatus.after(event.type());
            if (status.isEmpty()) {
                continue;
            }
            if (event.recipient().isPresent()) {
                step(recipients, event.recipient().get(), status.get(), event);
            } else if (recipients.isEmpty()) {
                step(recipients, NOBODY, status.get(), event);
            } else {
                List.copyOf(recipients.entrySet()).stream()
                    .filter(entry -> !settledAtTheDoor(entry.getValue()))
                    .forEach(entry -> step(recipients, entry.getKey(), status.get(), event));
            }
        }
        if (recipients.size() > 1) {
            recipients.remove(NOBODY);
        }
        return recipients.values().stream().sorted(Comparator.comparing(recipient -> recipient.address().orElse(NOBODY))).toList();
    }

    /** A recipient that was refused has no part in what the message as a whole goes through later. */
    private static boolean settledAtTheDoor(TrackedRecipient recipient) {
        return recipient.address().isPresent()
            && (recipient.status() == TrackStatus.REFUSED || recipient.status() == TrackStatus.GREYLISTED);
    }

    private static void step(Map<String, TrackedRecipient> recipients, String address, TrackStatus status, Event event) {
        Optional<TrackedRecipient> before = Optional.ofNullable(recipients.get(address));
        List<String> rules = event.type() == EventType.RULES_APPLIED ? names(event.details().get("rules"))
            : before.map(TrackedRecipient::rules).orElse(List.of());
        recipients.put(address, new TrackedRecipient(Optional.of(address).filter(text -> !text.equals(NOBODY)), status, event.time(), rules,
            Optional.ofNullable(event.details().get("check")), Optional.ofNullable(event.details().getOrDefault("reply",
            event.details().get("reason")))));
    }

    private static Optional<String> text(Map<String, String> details, String name) {
        return Optional.ofNullable(details.get(name));
    }

    private static List<String> names(String joined) {
        return joined == null ? List.of() : NameList.split(joined);
    }

    private static OptionalLong whole(String text) {
        try {
            return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalDouble decimal(String text) {
        try {
            return text == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
