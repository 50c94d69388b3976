// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.lists;

import java.util.List;

import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.ListHit;

/**
 * Which entries of address lists speak of a message, so that rules can ask for them by the list's name. It is asked once for each
 * message, on the way of the mail, so it answers from memory.
 */
@FunctionalInterface
public interface ListMembership {

    /**
     * Entries that speak of the sender or the client, of lists that hold for all and of those of the recipients. The names
     * {@link ListHit#WELCOMELIST} and {@link ListHit#BLOCKLIST} are taken for the lists of those names.
     *
     * @throws org.postern.gateway.StorageUnavailableException when the lists have never been read; the check is then unknown
     */
    List<ListHit> hits(Envelope envelope, Client client);

    /** No lists at all. */
    static ListMembership none() {
        return (envelope, client) -> List.of();
    }
}
