// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

import java.time.Duration;

/** How a client is received that has just connected. */
public sealed interface Admission {

    /** Why a client is sent away. */
    enum Reason {
        /** All connections are taken. */
        FULL,
        /** Its network has too many of them. */
        CONNECTIONS,
        /** They come too fast. */
        RATE,
        /** Its network has made too many errors. */
        ERRORS
    }

    /**
     * It is greeted.
     *
     * @param greetDelay how long it waits for the greeting
     * @param tested     whether its way with the protocol is looked at
     */
    record Welcome(Duration greetDelay, boolean tested) implements Admission {
    }

    /**
     * It is sent away.
     *
     * @param reason for the counters
     * @param reply  text after the reply code 421
     */
    record Refused(Reason reason, String reply) implements Admission {
    }
}
