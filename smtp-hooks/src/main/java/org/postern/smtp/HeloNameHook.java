// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import javax.inject.Inject;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HeloHook;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.postern.analysis.facts.Direction;
import org.postern.gateway.policy.SmtpPolicy;

/**
 * Lets the policy see the name a client gives itself. Behind a load balancer this is the first moment that the client's own address is
 * known.
 *
 * <p>Configuration: {@code direction}, required.</p>
 */
public class HeloNameHook implements HeloHook {
    private final SmtpPolicy policy;
    private final PolicyContexts contexts;
    private Direction direction;

    @Inject
    public HeloNameHook(SmtpPolicy policy, PolicyContexts contexts) {
        this.policy = policy;
        this.contexts = contexts;
    }

    @Override
    public void init(Configuration configuration) throws ConfigurationException {
        direction = HookSettings.direction(configuration, HeloNameHook.class);
    }

    @Override
    public HookResult doHelo(SMTPSession session, String helo) {
        return PolicyReplies.result(policy.reached(contexts.helo(session, direction, helo))).orElse(HookResult.DECLINED);
    }
}
