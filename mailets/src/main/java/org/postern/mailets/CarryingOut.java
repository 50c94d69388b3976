// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.time.Clock;

import javax.inject.Inject;

import org.postern.gateway.config.FilterConfiguration;
import org.postern.gateway.mail.MailFacts;
import org.postern.gateway.mail.Notices;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.tracking.Tracker;

/** What mailets that do one thing with a mail need to do it, as the filter does. */
public final class CarryingOut {
    private final MailFacts facts;
    private final Quarantine quarantine;
    private final Notices notices;
    private final DeliveryHeaders headers;
    private final Spool spool;
    private final Tracker tracker;
    private final FilterConfiguration configuration;
    private final Clock clock;

    @Inject
    public CarryingOut(MailFacts facts, Quarantine quarantine, Notices notices, DeliveryHeaders headers, Spool spool, Tracker tracker,
                       FilterConfiguration configuration, Clock clock) {
        this.facts = facts;
        this.quarantine = quarantine;
        this.notices = notices;
        this.headers = headers;
        this.spool = spool;
        this.tracker = tracker;
        this.configuration = configuration;
        this.clock = clock;
    }

    MailFacts facts() {
        return facts;
    }

    Settlement settlement(String deliveryProcessor, String bounceProcessor) {
        return new Settlement(quarantine, new BlockedMail(configuration.blockAfterQueue(), spool, bounceProcessor), notices, headers,
            spool, tracker, deliveryProcessor);
    }

    Waiting waiting() {
        return new Waiting(spool, clock, configuration.retryDelay(), configuration.unscannedAfter());
    }
}
