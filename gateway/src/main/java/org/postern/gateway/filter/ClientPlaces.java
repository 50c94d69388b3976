// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import org.postern.analysis.facts.Client;

/** Says where a client is, so that rules can tell countries and networks apart. Answers at once, from memory. */
@FunctionalInterface
public interface ClientPlaces {

    /** The client with what is known of its place; the same client when nothing is. */
    Client found(Client client);

    /** Nothing is known of any place. */
    static ClientPlaces none() {
        return client -> client;
    }
}
