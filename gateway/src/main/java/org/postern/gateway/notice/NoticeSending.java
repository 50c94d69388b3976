// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.notice;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.Disposition;
import org.postern.gateway.mail.Notices;
import org.postern.gateway.quarantine.MessageOutlet;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;

/** Composes the notices, hands them to the queue, each recipient on its own, and tells the timeline. */
public final class NoticeSending implements Notices {
    private final NoticeComposer composer;
    private final MessageOutlet outlet;
    private final Tracker tracker;

    public NoticeSending(NoticeComposer composer, MessageOutlet outlet, Tracker tracker) {
        this.composer = composer;
        this.outlet = outlet;
        this.tracker = tracker;
    }

    @Override
    public void send(Facts facts, List<Disposition> dispositions, MessageSource content) throws IOException {
        for (String recipient : composer.blindCopies(facts, dispositions)) {
            outlet.deliverCopy(facts.messageId(), facts.envelope().sender(), recipient, content);
            tracker.record(facts.messageId(), EventType.NOTIFIED, Optional.empty(), Map.of("to", recipient, "copy", "bcc"));
        }
        for (Notice notice : composer.compose(facts, dispositions, content)) {
            for (String recipient : notice.recipients()) {
                outlet.deliver(facts.messageId(), Notice.ENVELOPE_SENDER, recipient, notice.message());
                tracker.record(facts.messageId(), EventType.NOTIFIED, Optional.empty(), Map.of("to", recipient));
            }
        }
    }
}
