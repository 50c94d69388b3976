// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import javax.inject.Inject;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.MailHook;
import org.postern.analysis.facts.Direction;
import org.postern.gateway.policy.SmtpPolicy;

/**
 * Lets the policy see the envelope sender as soon as it is given, so that what must be asked about it is answered by the time of RCPT.
 *
 * <p>Configuration: {@code direction}, required.</p>
 */
public class SenderHook implements MailHook {
    private final SmtpPolicy policy;
    private final PolicyContexts contexts;
    private Direction direction;

    @Inject
    public SenderHook(SmtpPolicy policy, PolicyContexts contexts) {
        this.policy = policy;
        this.contexts = contexts;
    }

    @Override
    public void init(Configuration configuration) throws ConfigurationException {
        direction = HookSettings.direction(configuration, SenderHook.class);
    }

    @Override
    public HookResult doMail(SMTPSession session, MaybeSender sender) {
        return PolicyReplies.result(policy.reached(contexts.mail(session, direction, sender))).orElse(HookResult.DECLINED);
    }
}
