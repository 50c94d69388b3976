// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.relay;

import java.util.List;
import java.util.Locale;

import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.gateway.config.RelayConfiguration;
import org.postern.gateway.network.DomainPattern;
import org.postern.gateway.network.IpNetwork;

/**
 * Keeps the gateway from being an open relay. The port a client came to decides which question is asked: the untrusted port asks
 * where the mail goes, the trusted port asks who sends it.
 */
public final class RelayPolicy {
    private static final RelayDecision ACCEPT = new RelayDecision.Accept();
    private static final RelayDecision DENIED = new RelayDecision.Refuse(554, "5.7.1", "Relay access denied");
    private static final RelayDecision NOT_TRUSTED =
        new RelayDecision.Refuse(554, "5.7.1", "Relay access denied: this port serves trusted networks only");

    private final List<DomainPattern> relayDomains;
    private final List<IpNetwork> trustedNetworks;
    private final LocalDomains localDomains;

    public RelayPolicy(RelayConfiguration configuration, LocalDomains localDomains) {
        this.relayDomains = configuration.domains();
        this.trustedNetworks = configuration.trustedNetworks();
        this.localDomains = localDomains;
    }

    /**
     * Decides for one recipient.
     *
     * @param direction {@link Direction#OUTGOING} for the trusted port, {@link Direction#INCOMING} for the untrusted
     * @param recipient envelope recipient as given at RCPT TO, without angle brackets
     */
    public RelayDecision check(Direction direction, Client client, String recipient) {
        if (direction == Direction.OUTGOING) {
            return isTrusted(client) ? ACCEPT : NOT_TRUSTED;
        }
        return isOurs(recipient) ? ACCEPT : DENIED;
    }

    /** Whether the client may send anywhere when it comes to the trusted port. */
    public boolean isTrusted(Client client) {
        return client.authenticatedUser().isPresent()
            || trustedNetworks.stream().anyMatch(network -> network.contains(client.address()));
    }

    /** Whether the recipient's domain is local or one of the relay domains. */
    public boolean isOurs(String recipient) {
        int at = recipient.lastIndexOf('@');
        if (at < 0) {
            // RFC 5321 section 4.5.1: postmaster without a domain must be accepted everywhere.
            return recipient.equalsIgnoreCase("postmaster");
        }
        String domain = recipient.substring(at + 1);
        return isRelayDomain(domain) || localDomains.contains(domain.toLowerCase(Locale.ROOT));
    }

    /** Whether mail for the domain goes to the servers behind this gateway. */
    public boolean isRelayDomain(String domain) {
        return relayDomains.stream().anyMatch(pattern -> pattern.matches(domain));
    }
}
