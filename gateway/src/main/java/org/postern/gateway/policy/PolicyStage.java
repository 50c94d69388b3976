// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

/**
 * One check. It runs on the threads that serve all connections, so it answers within a bounded time whatever the DNS or a database
 * does, and passes what it could not find out unless that would open the gateway to everybody.
 */
public interface PolicyStage {

    /** Which check this is, and thereby its place in the order. */
    PolicyCheck check();

    /** Whether this session is checked; by default those of strangers who come to the untrusted port. */
    default boolean appliesTo(PolicyContext context) {
        return context.stranger();
    }

    /**
     * Starts what takes time, as soon as it is known; called at every point before the check is made. Must not wait. What was started is
     * kept with {@link PolicySession#remember}.
     */
    default void prepare(PolicyContext context) {
    }

    /** Decides; called at the check's point, for each recipient anew when that is RCPT. */
    PolicyDecision decide(PolicyContext context);
}
