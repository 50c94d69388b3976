// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.Locale;

/** How one check of who sent a message ended, in the words of RFC 8601; a failure to find out is a result of its own and never a pass. */
public enum AuthenticationResult {
    /** There is nothing to check. */
    NONE,
    PASS,
    FAIL,
    SOFTFAIL,
    NEUTRAL,
    /** Good in itself, but not accepted by policy: a short key, an outdated algorithm, text after the signed part. */
    POLICY,
    /** The DNS did not answer, or not in time. */
    TEMPERROR,
    /** What was published or sent cannot be understood. */
    PERMERROR,
    /** The check was not made, or its time was over. */
    UNKNOWN;

    /** Whether it says that something could not be found out this time. */
    public boolean undecided() {
        return this == TEMPERROR || this == UNKNOWN;
    }

    /** As header fields write it; RFC 8601 has no word of its own for what was never finished. */
    public String word() {
        return this == UNKNOWN ? "temperror" : name().toLowerCase(Locale.ROOT);
    }
}
