// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dmarc;

import org.postern.gateway.dns.DnsAnswer;

/** Finds the domain of the organisation that a domain belongs to, and the policy that holds for a domain. */
interface Organisations {

    /**
     * The organisational domain.
     *
     * @throws DmarcUnavailableException when the DNS did not tell
     */
    String of(String domain) throws DmarcUnavailableException;

    /** The DNS did not answer. */
    final class DmarcUnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        DmarcUnavailableException(String name, DnsAnswer answer) {
            super("policy of " + name + ": " + answer.failure());
        }
    }
}
