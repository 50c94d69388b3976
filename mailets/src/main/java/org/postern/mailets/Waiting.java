// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.postern.gateway.mail.MailAttributes;
import org.postern.gateway.request.FilterRequest.Patience;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets mail that cannot be filtered now wait on the durable spool. When it began to wait is kept on the mail, so that patience is
 * measured over restarts.
 */
final class Waiting {
    private static final Logger LOGGER = LoggerFactory.getLogger(Waiting.class);

    private final Spool spool;
    private final Clock clock;
    private final Duration delay;
    private final Duration patience;

    /**
     * @param delay    time between two tries
     * @param patience time after which an unfinished scan is settled
     */
    Waiting(Spool spool, Clock clock, Duration delay, Duration patience) {
        this.spool = spool;
        this.clock = clock;
        this.delay = delay;
        this.patience = patience;
    }

    /** Whether the mail may wait on. */
    Patience patience(Mail mail) {
        boolean over = MailAttributes.WAITING_SINCE.number(mail).map(Instant::ofEpochMilli)
            .map(since -> Duration.between(since, clock.instant()).compareTo(patience) >= 0).orElse(false);
        return over ? Patience.EXHAUSTED : Patience.RETRY;
    }

    /** Puts the mail back for later and ends its present run. */
    void begin(Mail mail, String processor, String reason) throws MessagingException {
        if (MailAttributes.WAITING_SINCE.number(mail).isEmpty()) {
            MailAttributes.WAITING_SINCE.set(mail, clock.instant().toEpochMilli());
        }
        long attempts = MailAttributes.ATTEMPTS.number(mail).orElse(0L) + 1;
        MailAttributes.ATTEMPTS.set(mail, attempts);
        MailAttributes.WAIT_REASON.set(mail, reason);
        LOGGER.warn("Message {} waits for {} (try {}): {}", MailAttributes.ID.text(mail).orElse(mail.getName()), delay, attempts, reason);
        spool.later(mail, processor, delay);
        mail.setState(Mail.GHOST);
    }

    /** Forgets that the mail has waited. */
    static void end(Mail mail) {
        MailAttributes.WAITING_SINCE.remove(mail);
        MailAttributes.ATTEMPTS.remove(mail);
        MailAttributes.WAIT_REASON.remove(mail);
    }
}
