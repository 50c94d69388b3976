// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.notice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.Executor;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.quarantine.MessageOutlet;
import org.postern.gateway.rate.OutboundAlert;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the administrator, and on the timeline, when one of our own senders sends too much. */
public final class OutboundNotice implements OutboundAlert {
    private static final Logger LOGGER = LoggerFactory.getLogger(OutboundNotice.class);

    private final String administrator;
    private final String node;
    private final MessageOutlet outlet;
    private final Tracker tracker;
    private final Clock clock;
    private final Executor beside;

    /** @param beside what writing is left to, because the one who notices must not wait */
    public OutboundNotice(String administrator, String node, MessageOutlet outlet, Tracker tracker, Clock clock, Executor beside) {
        this.administrator = administrator;
        this.node = node;
        this.outlet = outlet;
        this.tracker = tracker;
        this.clock = clock;
        this.beside = beside;
    }

    @Override
    public void exceeded(String transaction, String sender, String reason, boolean held) {
        LOGGER.warn("{} sends too much: {}{}", sender, reason, held ? "; its mail is held" : "");
        tracker.record(transaction, EventType.NOTIFIED, Map.of("to", administrator, "sender", sender, "reason", reason,
            "held", String.valueOf(held)));
        beside.execute(() -> write(transaction, sender, reason, held));
    }

    private void write(String transaction, String sender, String reason, boolean held) {
        String after = held
            ? "Mail of this sender is held: it is answered with 450 until an administrator lets the sender go\r\n"
                + "(DELETE /postern/outbound/holds/" + printable(sender) + "). If the password was stolen, change it first.\r\n"
            : "More mail of this sender is answered with 450 until it is less.\r\n";
        String message = "From: Postern <postmaster@" + node + ">\r\nTo: <" + administrator + ">\r\n"
            + "Subject: " + printable(sender) + " sends too much mail\r\n"
            + "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)) + "\r\n"
            + "Message-ID: <" + transaction + ".outbound@" + node + ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: text/plain; charset=us-ascii\r\n\r\n"
            + "Sender: " + printable(sender) + "\r\nReason: " + reason + "\r\nNode: " + node + "\r\nTransaction: " + transaction
            + "\r\n\r\n" + after;
        try {
            outlet.deliver(transaction, Notice.ENVELOPE_SENDER, administrator,
                MessageSource.of(message.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException | RuntimeException e) {
            LOGGER.error("The administrator could not be told that {} sends too much", sender, e);
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[^!-~]", "?");
    }
}
