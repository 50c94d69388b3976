// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

import java.util.Optional;

/** Asks who knows the recipients behind the gateway, such as the server there or a directory, whether there is a recipient. */
@FunctionalInterface
public interface RecipientProbe {

    /** Asks now, for as long as its time limit allows; never throws for a server that is away. */
    RecipientAnswer ask(String recipient);

    /** What is known here and now without asking anybody; never blocks. */
    default Optional<RecipientAnswer> known(String recipient) {
        return Optional.empty();
    }
}
