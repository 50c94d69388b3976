// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.facts.MessageId;

/**
 * How long what tells of people is kept, where that is shorter than the rest. Times count from the reception of the message, so that all
 * that is known of it loses a field at once.
 *
 * @param subject   of subjects
 * @param addresses of recipients, and of all details in which an address or a user's name stands, but not of Message-IDs
 */
public record FieldLifetimes(Duration subject, Duration addresses) {
    /** Nothing is kept for less than its event is. */
    public static final FieldLifetimes AS_EVENTS = new FieldLifetimes(Duration.ofDays(100_000), Duration.ofDays(100_000));

    private static final Set<String> NAMES = Set.of("user");
    private static final Set<String> NO_ADDRESSES = Set.of("message-id", EventPrivacy.SUBJECT);

    /** Whether a detail may tell an address. */
    public static boolean isAddress(String name, String value) {
        return NAMES.contains(name) || value.indexOf('@') >= 0 && !NO_ADDRESSES.contains(name);
    }

    /** When the message was received. */
    public static Instant start(Event event) {
        return MessageId.isValid(event.messageId()) ? MessageId.time(event.messageId()) : event.time();
    }

    /** Those of the two that end before the event does. */
    public Set<Duration> shorterThan(Duration lifetime) {
        Set<Duration> shorter = new LinkedHashSet<>(List.of(subject, addresses));
        shorter.removeIf(each -> each.compareTo(lifetime) >= 0);
        return shorter;
    }

    /** The event without what is no longer to be known. */
    public Event visible(Event event, Instant now) {
        Duration age = Duration.between(start(event), now);
        boolean withSubject = age.compareTo(subject) < 0;
        boolean withAddresses = age.compareTo(addresses) < 0;
        if (withSubject && withAddresses) {
            return event;
        }
        Map<String, String> left = new HashMap<>();
        event.details().forEach((name, value) -> {
            if ((withSubject || !name.equals(EventPrivacy.SUBJECT)) && (withAddresses || !isAddress(name, value))) {
                left.put(name, value);
            }
        });
        return new Event(event.messageId(), event.time(), event.node(), event.type(), withAddresses ? event.recipient() : Optional.empty(),
            left);
    }
}
