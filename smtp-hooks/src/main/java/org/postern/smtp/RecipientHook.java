// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import java.util.Optional;

import javax.inject.Inject;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.postern.analysis.facts.Direction;
import org.postern.gateway.policy.SmtpPolicy;
import org.postern.gateway.relay.RelayPolicy;

/**
 * Answers each recipient with what the policy decided on the client, the sender and this recipient. Our positive answer ends the matter:
 * it keeps James from refusing relay domains. List it after all other hooks for RCPT.
 *
 * <p>Configuration: {@code direction}, required.</p>
 */
public class RecipientHook implements RcptHook {
    private final SmtpPolicy policy;
    private final RelayPolicy relay;
    private final PolicyContexts contexts;
    private Direction direction;

    @Inject
    public RecipientHook(SmtpPolicy policy, RelayPolicy relay, PolicyContexts contexts) {
        this.policy = policy;
        this.relay = relay;
        this.contexts = contexts;
    }

    @Override
    public void init(Configuration configuration) throws ConfigurationException {
        direction = HookSettings.direction(configuration, RecipientHook.class);
        if (configuration.containsKey("timeLimit")) {
            throw new ConfigurationException(RecipientHook.class.getName()
                + ": <timeLimit> is now policy.lookup-time in postern.properties");
        }
    }

    @Override
    public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
        Optional<HookResult> refusal = PolicyReplies.result(policy.reached(contexts.recipient(session, direction, sender, recipient)));
        // Local domains go on to James's own checks; for all others those would refuse what we have just decided to take.
        return refusal.orElseGet(() -> direction == Direction.OUTGOING || relay.isRelayDomain(recipient.getDomain().asString())
            ? HookResult.OK : HookResult.DECLINED);
    }
}
