// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth;

import java.time.Duration;
import java.util.Optional;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.message.MessageSource;

/** Starts the checks of who sent a message; a seam, so that a gateway may do without them. */
@FunctionalInterface
public interface SenderChecks {

    /**
     * Starts all checks of a message that came from a stranger.
     *
     * @param limit most time from now on
     */
    Running start(Sender sender, MessageSource message, Duration limit);

    /** Nothing is checked. */
    static SenderChecks none() {
        return (sender, message, limit) -> Running.none();
    }

    /** Checks that go on while the caller does something else. */
    @FunctionalInterface
    interface Running {

        /** Waits for the checks, at most until their time is over; never throws. Empty where nothing is checked. */
        Optional<Authentication> await();

        /** For mail whose sender is not checked. */
        static Running none() {
            return Optional::empty;
        }
    }
}
