// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The checks of an SMTP session, in the order in which they are made and answered. An order that stands in one place can be explained;
 * one that grows out of the order of hooks cannot.
 */
public enum PolicyCheck {
    /** Welcomelist and blocklist entries for the client's address. */
    CLIENT_LIST(PolicyPoint.CONNECT, true),
    /** Connections of a client network, and in all. */
    CONNECTIONS(PolicyPoint.CONNECT, false),
    /** Welcomelist and blocklist entries for the envelope sender. */
    SENDER_LIST(PolicyPoint.RCPT, true),
    /** Welcomelist and blocklist entries for the recipient. */
    RECIPIENT_LIST(PolicyPoint.RCPT, true),
    /** Whether the client keeps to the protocol. */
    PROTOCOL(PolicyPoint.RCPT, false),
    /** Messages, recipients and errors of a client network or a sender within a time. */
    RATE(PolicyPoint.RCPT, false),
    /** What lists in the DNS say of the client's address. */
    DNSBL(PolicyPoint.RCPT, true),
    /** The name given at HELO. */
    HELO_NAME(PolicyPoint.RCPT, true),
    /** Whether the envelope sender is a full address. */
    SENDER_SYNTAX(PolicyPoint.RCPT, true),
    /** Senders whose mail must come encrypted. */
    SENDER_TLS(PolicyPoint.RCPT, true),
    /** Whether the client's name leads back to its address. */
    CLIENT_NAME(PolicyPoint.RCPT, true),
    /** Whether the envelope sender's domain takes mail. */
    SENDER_DOMAIN(PolicyPoint.RCPT, true),
    /** Whether mail for the recipient's domain is taken from this client. */
    RELAY(PolicyPoint.RCPT, false),
    /** Whether a recipient of a local domain exists. */
    RECIPIENT_EXISTS(PolicyPoint.RCPT, false),
    /** Whether the server behind is known not to have the recipient. */
    RECIPIENT_REMEMBERED(PolicyPoint.RCPT, false),
    /** Whether the client is another mail exchanger of the recipient's domain, which hands on what it took for us. */
    BACKUP_EXCHANGER(PolicyPoint.RCPT, false),
    /** Whether the sender's domain lets this client send. */
    SPF(PolicyPoint.RCPT, true),
    /** Whether this client, sender and recipient have met before. */
    GREYLIST(PolicyPoint.RCPT, false),
    /** Whether the server behind has the recipient; asked last, so that only clients that come back make it answer. */
    RECIPIENT_VERIFIED(PolicyPoint.RCPT, false);

    /** What a welcomelisted client, sender or recipient is spared: everything that is guessed from reputation. */
    public static final Set<PolicyCheck> REPUTATION = Set.copyOf(EnumSet.of(DNSBL, HELO_NAME, CLIENT_NAME, SENDER_DOMAIN,
        RECIPIENT_REMEMBERED, SPF, GREYLIST, RECIPIENT_VERIFIED));

    private final PolicyPoint point;
    private final boolean sparesPostmaster;

    PolicyCheck(PolicyPoint point, boolean sparesPostmaster) {
        this.point = point;
        this.sparesPostmaster = sparesPostmaster;
    }

    /** When the check is made. */
    public PolicyPoint point() {
        return point;
    }

    /** Whether mail for postmaster and abuse passes whatever this check says, so that those whom it hits by mistake can complain. */
    public boolean sparesPostmaster() {
        return sparesPostmaster;
    }

    /** As metrics and events name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
