// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.Collection;
import java.util.EnumSet;

import org.apache.james.core.MailAddress;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.Mail;

/** Marks blind copies so that neither this server nor one behind it tells the sender what became of them (RFC 3461, NOTIFY=NEVER). */
final class SilentDelivery {
    private SilentDelivery() {
    }

    static void mark(Mail mail, Collection<MailAddress> recipients) {
        DsnParameters.Builder parameters = DsnParameters.builder();
        recipients.forEach(recipient -> parameters.addRcptParameter(recipient, RecipientDsnParameters.of(EnumSet.of(Notify.NEVER))));
        parameters.build().ifPresent(mail::setDsnParameters);
    }
}
