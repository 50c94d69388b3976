// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import java.util.Optional;

import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.postern.gateway.policy.PolicyOutcome;
import org.postern.gateway.policy.PolicyReply;

/** Turns what the policy decided into what James's hooks answer. */
final class PolicyReplies {

    private PolicyReplies() {
    }

    /** The refusal, if it is one. */
    static Optional<HookResult> result(PolicyOutcome outcome) {
        return outcome.reply().map(reply -> HookResult.builder()
            .hookReturnCode(action(reply, outcome.disconnect()))
            .smtpReturnCode(String.valueOf(reply.code()))
            .smtpDescription(reply.description())
            .build());
    }

    private static HookReturnCode action(PolicyReply reply, boolean disconnect) {
        if (disconnect) {
            return reply.temporary() ? HookReturnCode.disconnected(HookReturnCode.Action.DENYSOFT)
                : HookReturnCode.disconnected(HookReturnCode.Action.DENY);
        }
        return reply.temporary() ? HookReturnCode.denySoft() : HookReturnCode.deny();
    }
}
