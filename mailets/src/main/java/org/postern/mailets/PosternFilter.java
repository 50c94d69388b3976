// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import javax.inject.Inject;
import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.postern.analysis.facts.Direction;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.FilterConfiguration;
import org.postern.gateway.filter.FilterOutcome;
import org.postern.gateway.mail.MailFiltering;
import org.postern.gateway.mail.Notices;
import org.postern.gateway.mail.Reception;
import org.postern.gateway.mail.VerdictOnMail;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.request.FilterRequest.Patience;
import org.postern.gateway.tracking.Tracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Filters what comes to the spool and carries the verdict out. Mail that the DATA hook has judged is not judged again. Put it first in
 * the processor {@code root}, matching all, so that nothing changes or splits the message before the quarantine has it, and nothing is
 * delivered that did not come through here.
 *
 * <p>Parameters: {@code deliveryProcessor}, where mail goes that passed ({@code deliver} by default); {@code bounceProcessor}, which makes
 * delivery status notifications ({@code bounces} by default).</p>
 */
public class PosternFilter extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(PosternFilter.class);

    private final MailFiltering filtering;
    private final VerdictOnMail verdicts;
    private final FilterConfiguration configuration;
    private final Quarantine quarantine;
    private final Notices notices;
    private final DeliveryHeaders headers;
    private final Spool spool;
    private final Tracker tracker;
    private final Clock clock;
    private final RandomGenerator random;
    private final Waiting waiting;
    private final UnjudgedMail unjudged;
    private Settlement settlement;
    private String deliveryProcessor;
    private String bounceProcessor;

    @Inject
    public PosternFilter(MailFiltering filtering, VerdictOnMail verdicts, FilterConfiguration configuration, Quarantine quarantine,
                         Notices notices, DeliveryHeaders headers, Spool spool, Tracker tracker, Clock clock, RandomGenerator random) {
        this.filtering = filtering;
        this.verdicts = verdicts;
        this.configuration = configuration;
        this.quarantine = quarantine;
        this.notices = notices;
        this.headers = headers;
        this.spool = spool;
        this.tracker = tracker;
        this.clock = clock;
        this.random = random;
        this.waiting = new Waiting(spool, clock, configuration.retryDelay(), configuration.unscannedAfter());
        this.unjudged = new UnjudgedMail(quarantine);
    }

    @Override
    public void init() {
        deliveryProcessor = getInitParameter("deliveryProcessor", "deliver");
        bounceProcessor = getInitParameter("bounceProcessor", "bounces");
        settlement = new Settlement(quarantine, new BlockedMail(configuration.blockAfterQueue(), spool, bounceProcessor), notices, headers,
            spool, tracker, deliveryProcessor);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (SpoolOutlet.released(mail)) {
            return;
        }
        String processor = mail.getState();
        Reception reception = Reception.of(mail).orElseGet(() -> adopted(mail));
        try {
            filter(mail, reception, processor);
        } catch (StorageUnavailableException e) {
            waiting.begin(mail, processor, e.getMessage());
        } catch (Exception | StackOverflowError e) {
            LOGGER.error("Message {} could not be filtered", reception.messageId(), e);
            failed(mail, reception, processor, e);
        }
    }

    private void filter(Mail mail, Reception reception, String processor) throws Exception {
        Optional<FilterOutcome.Decided> earlier = verdicts.read(mail)
            .filter(decided -> RecipientGroups.covers(decided.verdict(), mail.getRecipients()));
        FilterOutcome outcome = earlier.isPresent() ? earlier.get() : filtering.filter(mail, reception, waiting.patience(mail));
        if (outcome instanceof FilterOutcome.Decided decided) {
            if (earlier.isEmpty()) {
                // Kept for the case that carrying it out fails, so that the message need not be scanned again.
                verdicts.write(mail, decided);
            }
            settlement.carryOut(mail, decided);
        } else if (outcome instanceof FilterOutcome.TryAgain again) {
            waiting.begin(mail, processor, again.reason());
        }
    }

    /** A fault of ours: the mail waits as for a scanner, and when that has taken too long it is quarantined. It is never delivered. */
    private void failed(Mail mail, Reception reception, String processor, Throwable fault) throws MessagingException {
        if (waiting.patience(mail) == Patience.RETRY) {
            waiting.begin(mail, processor, "fault: " + fault);
            return;
        }
        try {
            unjudged.quarantine(mail, reception, fault);
            mail.setState(Mail.GHOST);
        } catch (StorageUnavailableException e) {
            waiting.begin(mail, processor, e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.error("Message {} goes to the error processor", reception.messageId(), e);
            mail.setErrorMessage("Postern could neither filter nor quarantine this message: " + fault);
            mail.setState(Mail.ERROR);
        }
    }

    private Reception adopted(Mail mail) {
        Reception reception = Reception.fromElsewhere(mail, clock.instant(), random);
        reception.writeTo(mail);
        LOGGER.info("Mail {} did not come through Postern's SMTP hooks; it is message {}, taken as {}", mail.getName(),
            reception.messageId(), reception.direction() == Direction.INCOMING ? "incoming" : "outgoing");
        return reception;
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return List.of(new ProcessingState(deliveryProcessor), new ProcessingState(bounceProcessor));
    }

    @Override
    public String getMailetInfo() {
        return "Postern: filters mail";
    }
}
