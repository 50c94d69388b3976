// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import javax.inject.Inject;
import javax.mail.MessagingException;

import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets mail wait on the spool when a step failed for a reason that may pass, such as a user directory that is away, instead of putting it
 * into the error repository at once. After the patience is over the mail goes to the processor for errors.
 *
 * <p>Parameters: {@code processor} to take the mail up in again; {@code giveUpProcessor}, {@code error} by default; {@code patience} in
 * minutes, 5 days by default.</p>
 */
public class WaitAndRetry extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(WaitAndRetry.class);
    private static final AttributeName SINCE = AttributeName.of("postern.retry.since");
    private static final AttributeName FAILURES = AttributeName.of("postern.retry.failures");
    private static final String DEFAULT_PATIENCE = "7200";

    private final Spool spool;
    private final Clock clock;
    private final RetryDelay delays = RetryDelay.standard();
    private String processor;
    private String giveUpProcessor;
    private Duration patience;

    @Inject
    public WaitAndRetry(Spool spool, Clock clock) {
        this.spool = spool;
        this.clock = clock;
    }

    @Override
    public void init() throws MessagingException {
        processor = getInitParameter("processor");
        if (processor == null) {
            throw new MessagingException("WaitAndRetry needs <processor>");
        }
        giveUpProcessor = getInitParameter("giveUpProcessor", Mail.ERROR);
        try {
            patience = Duration.ofMinutes(Long.parseLong(getInitParameter("patience", DEFAULT_PATIENCE)));
        } catch (NumberFormatException e) {
            throw new MessagingException("WaitAndRetry: <patience> must be a number of minutes", e);
        }
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Instant now = clock.instant();
        Instant since = Instant.ofEpochMilli(number(mail, SINCE, now.toEpochMilli()));
        long failures = number(mail, FAILURES, 0) + 1;
        if (Duration.between(since, now).compareTo(patience) >= 0) {
            LOGGER.error("Mail {} has waited since {} in vain: {}", mail.getName(), since, mail.getErrorMessage());
            mail.setState(giveUpProcessor);
            return;
        }
        mail.setAttribute(new Attribute(SINCE, AttributeValue.of(since.toEpochMilli())));
        mail.setAttribute(new Attribute(FAILURES, AttributeValue.of(failures)));
        mail.removeAttribute(Mail.MAILET_ERROR);
        Duration delay = delays.after(failures);
        LOGGER.warn("Mail {} waits for {} after {} failures: {}", mail.getName(), delay, failures, firstLine(mail.getErrorMessage()));
        spool.later(mail, processor, delay);
        mail.setState(Mail.GHOST);
    }

    private static long number(Mail mail, AttributeName name, long otherwise) {
        return mail.getAttribute(name).flatMap(found -> found.getValue().valueAs(Number.class)).map(Number::longValue).orElse(otherwise);
    }

    private static String firstLine(String text) {
        return text == null ? "unknown reason" : text.lines().findFirst().orElse("");
    }

    @Override
    public String getMailetInfo() {
        return "Postern: waits and tries again";
    }
}
