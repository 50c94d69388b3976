// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.List;

/**
 * The SMTP envelope, which decides where a message goes whatever its header says.
 *
 * @param sender     envelope sender as given at MAIL FROM; the empty string is the null sender (RFC 5321 section 4.5.5)
 * @param recipients recipients accepted at RCPT TO, in order, as given
 */
public record Envelope(String sender, List<String> recipients) {
    public Envelope {
        recipients = List.copyOf(recipients);
    }

    /** The same sender with only these recipients. */
    public Envelope withRecipients(List<String> some) {
        return new Envelope(sender, some);
    }
}
