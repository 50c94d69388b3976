// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import java.util.Locale;
import java.util.Optional;

import org.postern.gateway.auth.dkim.MessageSigner;
import org.postern.gateway.config.DmarcReportFormat;

/**
 * Who reports to domain owners, and how.
 *
 * @param from         address of the author, whose domain is the submitter's
 * @param organisation name for people
 * @param format       layout of the reports
 * @param generator    name of this program
 * @param signer       signs the mails; empty: they are not signed
 */
public record ReportSubmitter(String from, String organisation, DmarcReportFormat format, String generator,
                              Optional<MessageSigner> signer) {

    /** Domain in whose name reports are made. */
    public String domain() {
        return from.substring(from.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** A signature makes DMARC pass for these mails; without one only SPF can, and that needs an envelope sender of the domain. */
    String envelopeSender() {
        return signer.isPresent() ? "" : from;
    }
}
