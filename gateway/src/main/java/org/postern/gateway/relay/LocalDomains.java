// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.relay;

/**
 * The domains whose mailboxes this server holds. Implemented over James's domain list; kept apart so that the relay policy needs no
 * James server in its tests.
 */
@FunctionalInterface
public interface LocalDomains {

    /** Whether mail for the domain, in lower case, is delivered here. */
    boolean contains(String domain);
}
