// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

import java.util.Optional;

/**
 * What a client is answered at one point.
 *
 * @param reply      the refusal, with the id of the transaction in its text; empty when the session goes on
 * @param check      the check that refused
 * @param disconnect whether the connection ends with it
 */
public record PolicyOutcome(Optional<PolicyReply> reply, Optional<PolicyCheck> check, boolean disconnect) {
    static final PolicyOutcome GO_ON = new PolicyOutcome(Optional.empty(), Optional.empty(), false);

    static PolicyOutcome refused(PolicyCheck check, PolicyReply reply) {
        return new PolicyOutcome(Optional.of(reply), Optional.of(check), false);
    }

    static PolicyOutcome disconnected(PolicyCheck check, PolicyReply reply) {
        return new PolicyOutcome(Optional.of(reply), Optional.of(check), true);
    }
}
