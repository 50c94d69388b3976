// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.statistics;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.postern.gateway.tracking.search.TrackStatus;
import org.postern.gateway.tracking.search.TrackedMessage;
import org.postern.gateway.tracking.search.TrackedRecipient;

/**
 * What one message adds to the numbers of the minute in which it was received. A message that no recipient passed the SMTP checks of
 * counts as refused or greylisted only, because it was never received.
 */
final class MessageCount {
    private static final int HIGHEST_LEVEL = 10;

    private final double spamLevel;

    /**
     * Counting.
     *
     * @param spamLevel points from which a message counts as spam
     */
    MessageCount(double spamLevel) {
        this.spamLevel = spamLevel;
    }

    void add(TrackedMessage message, Counts counts) {
        String direction = message.outgoing() ? "out" : "in";
        Counts own = new Counts();
        boolean received = message.size().isPresent() || message.score().isPresent();
        for (TrackedRecipient recipient : message.recipients()) {
            countRecipient(message, recipient, direction, counts);
        }
        if (!received) {
            return;
        }
        own.add(Dimension.TOTAL, direction, Measure.COUNT, 1);
        own.add(Dimension.TOTAL, direction, Measure.BYTES, message.size().orElse(0));
        own.add(Dimension.TOTAL, direction, Measure.VIRUS, message.viruses().isEmpty() ? 0 : 1);
        own.add(Dimension.TOTAL, direction, Measure.SPAM, message.viruses().isEmpty() && message.score().orElse(0) >= spamLevel ? 1 : 0);
        own.add(Dimension.TOTAL, direction, Measure.BOUNCES, message.nullSender() ? 1 : 0);
        own.add(Dimension.TOTAL, direction, Measure.ANALYSED, message.micros().isPresent() ? 1 : 0);
        own.add(Dimension.TOTAL, direction, Measure.MICROS, message.micros().orElse(0));
        var measures = own.of(Dimension.TOTAL).get(direction);
        counts.add(own);
        counts.add(Dimension.NODE, message.node(), measures);
        message.user().ifPresent(user -> counts.add(Dimension.USER, user.toLowerCase(Locale.ROOT), measures));
        new LinkedHashSet<>(message.viruses()).forEach(name -> counts.add(Dimension.VIRUS, name, Measure.COUNT, 1));
        Optional<String> sender = message.sender().filter(text -> !text.isEmpty()).map(text -> text.toLowerCase(Locale.ROOT));
        if (message.outgoing()) {
            sender.ifPresent(address -> counts.add(Dimension.SENDER, address, measures));
            sender.ifPresent(address -> counts.add(Dimension.DOMAIN_OUT, domain(address), measures));
            addresses(message).forEach(address -> counts.add(Dimension.CONTACT, address, measures));
        } else {
            sender.ifPresent(address -> counts.add(Dimension.REMOTE_SENDER, address, measures));
            addresses(message).forEach(address -> counts.add(Dimension.RECEIVER, address, measures));
            Set<String> domains = new LinkedHashSet<>();
            addresses(message).forEach(address -> domains.add(domain(address)));
            domains.forEach(domain -> counts.add(Dimension.DOMAIN_IN, domain, measures));
            message.score().ifPresent(score -> counts.add(Dimension.SCORE,
                String.valueOf((int) Math.max(0, Math.min(HIGHEST_LEVEL, Math.floor(score)))), Measure.COUNT, 1));
        }
    }

    private static void countRecipient(TrackedMessage message, TrackedRecipient recipient, String direction, Counts counts) {
        Optional<Measure> measure = measure(recipient.status());
        measure.ifPresent(found -> counts.add(Dimension.TOTAL, direction, found, 1));
        if (!message.outgoing() && measure.isPresent() && recipient.address().isPresent()) {
            counts.add(Dimension.DOMAIN_IN, domain(recipient.address().get().toLowerCase(Locale.ROOT)), measure.get(), 1);
        }
        if (recipient.status() == TrackStatus.REFUSED || recipient.status() == TrackStatus.GREYLISTED) {
            counts.add(Dimension.REJECT, recipient.reason().orElse("content"), Measure.COUNT, 1);
        }
        recipient.rules().forEach(rule -> counts.add(Dimension.RULE, rule, Measure.COUNT, 1));
    }

    private static Optional<Measure> measure(TrackStatus status) {
        return switch (status) {
            case REFUSED -> Optional.of(Measure.REFUSED);
            case GREYLISTED -> Optional.of(Measure.GREYLISTED);
            case BLOCKED -> Optional.of(Measure.BLOCKED);
            case QUARANTINED -> Optional.of(Measure.QUARANTINED);
            case DELIVERED -> Optional.of(Measure.DELIVERED);
            case DEFERRED -> Optional.of(Measure.DEFERRED);
            case BOUNCED -> Optional.of(Measure.BOUNCED);
            case RECEIVED, WAITING, ACCEPTED, RELEASED, DELETED, QUEUED -> Optional.empty();
        };
    }

    /** Recipients that came through the SMTP checks. */
    private static Set<String> addresses(TrackedMessage message) {
        Set<String> addresses = new LinkedHashSet<>();
        message.recipients().stream()
            .filter(recipient -> recipient.status() != TrackStatus.GREYLISTED
                && !(recipient.status() == TrackStatus.REFUSED && recipient.reason().isPresent()))
            .forEach(recipient -> recipient.address().ifPresent(address -> addresses.add(address.toLowerCase(Locale.ROOT))));
        return addresses;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
