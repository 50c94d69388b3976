// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

/** Asks the server behind the gateway whether it would take mail for a recipient. */
@FunctionalInterface
public interface RecipientProbe {

    /** Asks now, for as long as its time limit allows; never throws for a server that is away. */
    RecipientAnswer ask(String recipient);
}
