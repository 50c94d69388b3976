// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.time.Duration;

/**
 * Answer to someone who wants to sign in.
 */
public sealed interface SignInOutcome {

    /** Name and password are right. */
    record SignedIn(IssuedToken token, Role role) implements SignInOutcome {
    }

    /** They are not; which of the two is not said. */
    record Refused() implements SignInOutcome {
    }

    /** Too many failures, or too many at once; whether this one would have been right was not looked at. */
    record Limited(Duration retryAfter) implements SignInOutcome {
    }
}
