// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

import javax.inject.Inject;
import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.rules.Verdict;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.filter.FilterOutcome;
import org.postern.gateway.mail.MailAnalysis;
import org.postern.gateway.mail.Reception;
import org.postern.gateway.mail.VerdictOnMail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out all that matchers ask for later, and decides nothing: for those who write their policy in the mailet container. Mail that the
 * DATA hook has analysed is not analysed again. A scan that does not finish makes the mail wait; when that has taken too long the mail is
 * quarantined as unscanned, unless {@code <unscanned>pass</unscanned>} leaves it to a matcher {@code IsUnscanned} further down.
 */
public class Analyse extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(Analyse.class);
    private static final String UNSCANNED = "unscanned";

    private final MailAnalysis analysis;
    private final VerdictOnMail verdicts;
    private final CarryingOut carryingOut;
    private final Clock clock;
    private final RandomGenerator random;
    private Settlement settlement;
    private Waiting waiting;
    private boolean pass;

    @Inject
    public Analyse(MailAnalysis analysis, VerdictOnMail verdicts, CarryingOut carryingOut, Clock clock, RandomGenerator random) {
        this.analysis = analysis;
        this.verdicts = verdicts;
        this.carryingOut = carryingOut;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void init() throws MessagingException {
        pass = switch (getInitParameter(UNSCANNED, "quarantine")) {
            case "quarantine" -> false;
            case "pass" -> true;
            default -> throw new MessagingException("Analyse: <unscanned> must be quarantine or pass but is "
                + getInitParameter(UNSCANNED));
        };
        settlement = carryingOut.settlement("deliver", "bounces");
        waiting = carryingOut.waiting();
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (SpoolOutlet.released(mail) || carryingOut.facts().find(mail).isPresent()) {
            return;
        }
        String processor = mail.getState();
        Reception reception = Reception.of(mail).orElseGet(() -> {
            Reception adopted = Reception.fromElsewhere(mail, clock.instant(), random);
            adopted.writeTo(mail);
            return adopted;
        });
        try {
            FilterOutcome outcome = analysis.analyse(mail, reception, waiting.patience(mail));
            if (outcome instanceof FilterOutcome.TryAgain again) {
                waiting.begin(mail, processor, again.reason());
            } else if (outcome instanceof FilterOutcome.Decided decided) {
                analysed(mail, decided);
            }
        } catch (StorageUnavailableException e) {
            waiting.begin(mail, processor, e.getMessage());
        } catch (Exception | StackOverflowError e) {
            LOGGER.error("Message {} could not be analysed", reception.messageId(), e);
            waiting.begin(mail, processor, "fault: " + e);
        }
    }

    private void analysed(Mail mail, FilterOutcome.Decided decided) throws Exception {
        if (decided.facts().virus().status() == VirusScan.Status.UNKNOWN && !pass) {
            List<Disposition> dispositions = mail.getRecipients().stream().map(recipient -> new Disposition(recipient.asString(),
                new Action.Quarantine(QuarantineKind.UNSCANNED), List.of(), List.of(UNSCANNED))).toList();
            settlement.carryOut(mail, new FilterOutcome.Decided(decided.facts(), new Verdict(UNSCANNED, dispositions, List.of())));
            return;
        }
        Waiting.end(mail);
        verdicts.write(mail, decided);
    }

    @Override
    public String getMailetInfo() {
        return "Postern: analyses mail";
    }
}
