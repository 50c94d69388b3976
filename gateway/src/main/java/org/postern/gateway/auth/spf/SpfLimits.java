// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.spf;

/** Counts what a policy makes a receiver do, so that no policy can make it do much (RFC 7208 section 4.6.4). */
final class SpfLimits {
    static final int TERMS = 10;
    static final int NAMES = 10;
    private static final int VOID = 2;

    private int terms;
    private int empty;

    /** A term that asks the DNS. */
    void term() throws SpfSyntaxException {
        if (++terms > TERMS) {
            throw new SpfSyntaxException("more than " + TERMS + " terms that ask the DNS");
        }
    }

    /** A question that had no answer records. */
    void empty() throws SpfSyntaxException {
        if (++empty > VOID) {
            throw new SpfSyntaxException("more than " + VOID + " questions without an answer");
        }
    }
}
