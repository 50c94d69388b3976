// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.relay;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.james.core.Domain;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.domainlist.api.DomainListException;
import org.postern.gateway.StorageUnavailableException;

/**
 * The domains of James's domain list. What was last answered for a domain is remembered for the time the list cannot be asked, so that
 * a database that is away does not make this server refuse mail for its own domains.
 */
public final class JamesLocalDomains implements LocalDomains {
    private static final int MOST_REMEMBERED = 10_000;

    private final DomainList domains;
    private final Map<String, Boolean> lastAnswers = new ConcurrentHashMap<>();

    public JamesLocalDomains(DomainList domains) {
        this.domains = domains;
    }

    /**
     * Whether mail for the domain is delivered here.
     *
     * @throws StorageUnavailableException when the list cannot be asked and never was for this domain
     */
    @Override
    public boolean contains(String domain) {
        Domain asked;
        try {
            asked = Domain.of(domain);
        } catch (IllegalArgumentException e) {
            // What cannot be a domain cannot be one of ours.
            return false;
        }
        try {
            return remembered(domain, domains.containsDomain(asked));
        } catch (DomainListException | RuntimeException e) {
            Boolean last = lastAnswers.get(domain);
            if (last == null) {
                throw new StorageUnavailableException("the domain list cannot be asked for " + domain, e);
            }
            return last;
        }
    }

    private boolean remembered(String domain, boolean answer) {
        if (answer || lastAnswers.size() < MOST_REMEMBERED) {
            lastAnswers.put(domain, answer);
        }
        return answer;
    }
}
