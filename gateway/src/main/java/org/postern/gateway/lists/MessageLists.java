// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.lists;

import java.util.List;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.ListHit;

/** Finds the entries of address lists that speak of a message; a seam, so that a filter may do without lists. */
@FunctionalInterface
public interface MessageLists {

    /**
     * The entries whose conditions are met, from memory.
     *
     * @throws org.postern.gateway.StorageUnavailableException when the lists have never been read; the check is then unknown
     */
    List<ListHit> of(Client client, Envelope envelope, Authentication authentication);

    /** No lists. */
    static MessageLists none() {
        return (client, envelope, authentication) -> List.of();
    }
}
