// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.filter.Filter;
import org.postern.gateway.mail.MailContent;
import org.postern.gateway.mail.Reception;
import org.postern.gateway.quarantine.Quarantine;

/**
 * Quarantines mail that could not be judged at all because of a fault of ours. Its facts say just that.
 */
final class UnjudgedMail {
    private static final String FAULT = "fault";

    private final Quarantine quarantine;

    UnjudgedMail(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    /**
     * Stores the mail for all its recipients.
     *
     * @throws org.postern.gateway.StorageUnavailableException when it is not safely stored
     */
    void quarantine(Mail mail, Reception reception, Throwable fault) {
        MailContent content = new MailContent(mail);
        List<String> recipients = mail.getRecipients().stream().map(MailAddress::asString).toList();
        String reason = fault.getClass().getSimpleName() + ": " + fault.getMessage();
        Facts facts = new Facts(Facts.VERSION, reception.messageId(), reception.receivedAt(), reception.direction(),
            new Envelope(Reception.sender(mail), recipients), reception.client(), size(content), List.of(), List.of(), List.of(),
            List.of(new Anomaly(Anomaly.UNPARSEABLE, reason)), VirusScan.unknown(), SpamAnalysis.none(),
            List.of(new UnknownCheck(FAULT, reason)), Map.of());
        quarantine.put(facts, recipients.stream().map(UnjudgedMail::disposition).toList(), content);
    }

    private static Disposition disposition(String recipient) {
        return new Disposition(recipient, new Action.Quarantine(QuarantineKind.UNSCANNED), List.of(), List.of(Filter.UNSCANNED));
    }

    private static long size(MailContent content) {
        try {
            return content.size();
        } catch (IOException e) {
            // The size is only shown in lists; that it is unknown must not keep the mail out of quarantine.
            return 0;
        }
    }
}
