// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.List;
import java.util.Optional;

/** Finds the envelope sender that a message tells of itself: in its trace, or in a field that the receiving server put on top. */
final class EnvelopeSender {
    private final MailText mail;

    EnvelopeSender(MailText mail) {
        this.mail = mail;
    }

    Optional<String> find(String configuredHeader) {
        if (!configuredHeader.isEmpty()) {
            return first(configuredHeader).filter(sender -> sender.indexOf('@') > 0 || sender.isEmpty());
        }
        RelayTrace relays = mail.relays();
        Optional<Relay> last = relays.untrusted().stream().findFirst()
            .or(() -> relays.trusted().isEmpty() ? Optional.empty() : Optional.of(relays.trusted().get(relays.trusted().size() - 1)));
        Optional<String> ofTrace = last.flatMap(Relay::envfrom).filter(sender -> sender.indexOf('@') > 0 || sender.isEmpty());
        if (ofTrace.isPresent()) {
            return ofTrace;
        }
        boolean fetched = mail.values("Received").stream().anyMatch(field -> field.contains("(fetchmail"));
        if (fetched && first("X-Sender").filter(sender -> sender.indexOf('@') >= 0).isPresent()) {
            return Optional.empty();
        }
        Optional<String> envelopeFrom = first("X-Envelope-From");
        if (envelopeFrom.isPresent()) {
            return belowReceived("X-Envelope-From") ? Optional.empty() : envelopeFrom;
        }
        for (String field : List.of("Envelope-Sender", "Return-Path")) {
            Optional<String> sender = first(field);
            if (sender.isPresent() && !belowReceived(field)) {
                return sender;
            }
        }
        return Optional.empty();
    }

    private Optional<String> first(String field) {
        return mail.values(field + ":first:addr").stream().findFirst();
    }

    /** A field below the first Received field was there before the message came to us: anyone can have written it. */
    private boolean belowReceived(String name) {
        boolean received = false;
        for (MailFields.Field field : mail.root().fields().all()) {
            if (received && field.name().equalsIgnoreCase(name)) {
                return true;
            }
            received |= field.name().equalsIgnoreCase("Received");
        }
        return false;
    }
}
