// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import java.util.Locale;
import java.util.Optional;

import org.postern.gateway.tracking.IndexTerm;

/** Whether a message, and a recipient of it, are what is looked for. The index brings candidates; this decides. */
final class MessageFilter {
    private final MessageQuery query;

    MessageFilter(MessageQuery query) {
        this.query = query;
    }

    boolean fits(TrackedMessage message) {
        return !message.time().isBefore(query.from()) && message.time().isBefore(query.to())
            && (query.nullSender() || !message.nullSender())
            && query.sender().map(wanted -> address(wanted, message.sender().map(s -> s.isEmpty() ? IndexTerm.NULL_SENDER : s)))
                .orElse(true)
            && query.client().map(wanted -> message.client().filter(wanted::equalsIgnoreCase).isPresent()).orElse(true)
            && query.messageId().map(wanted -> message.headerId().filter(id -> IndexTerm.messageId(id).equals(IndexTerm.messageId(wanted)))
                .isPresent()).orElse(true)
            && query.queueId().map(wanted -> message.id().equals(wanted) || message.queueId().filter(wanted::equalsIgnoreCase).isPresent())
                .orElse(true)
            && query.virus().map(wanted -> message.viruses().stream().anyMatch(name -> contains(name, wanted))).orElse(true)
            && query.subject().map(wanted -> message.subject().filter(subject -> contains(subject, wanted)).isPresent()).orElse(true)
            && numbersFit(message)
            && query.text().map(text -> text.fits(message)).orElse(true);
    }

    private boolean numbersFit(TrackedMessage message) {
        return (query.leastScore().isEmpty() || message.score().isPresent() && message.score().getAsDouble() >= query.leastScore()
            .getAsDouble())
            && (query.mostScore().isEmpty() || message.score().isPresent() && message.score().getAsDouble() <= query.mostScore()
                .getAsDouble())
            && (query.leastSize().isEmpty() || message.size().isPresent() && message.size().getAsLong() >= query.leastSize().getAsLong())
            && (query.mostSize().isEmpty() || message.size().isPresent() && message.size().getAsLong() <= query.mostSize().getAsLong());
    }

    boolean fits(TrackedRecipient recipient) {
        return (query.greylisted() || recipient.status() != TrackStatus.GREYLISTED)
            && (query.status().isEmpty() || query.status().contains(recipient.status()))
            && query.recipient().map(wanted -> address(wanted, recipient.address())).orElse(true)
            && query.rule().map(wanted -> recipient.rules().stream().anyMatch(wanted::equalsIgnoreCase)).orElse(true);
    }

    private static boolean address(String wanted, Optional<String> found) {
        return found.filter(address -> wanted.startsWith("@") ? address.toLowerCase(Locale.ROOT).endsWith(wanted.toLowerCase(Locale.ROOT))
            : address.equalsIgnoreCase(wanted)).isPresent();
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
