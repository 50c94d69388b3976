// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import java.util.Optional;

import javax.inject.Inject;

import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.Hook;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookResultHook;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.smtpserver.SendMailHandler;

/**
 * Puts Postern's id into the answer to DATA, so that the sender's log names the message as our timeline does.
 */
public class ReceivedReply implements HookResultHook {
    private final SmtpSessionFacts facts;

    @Inject
    public ReceivedReply(SmtpSessionFacts facts) {
        this.facts = facts;
    }

    @Override
    public HookResult onHookResult(SMTPSession session, HookResult result, long executionTime, Hook hook) {
        Optional<String> id = facts.givenMessageId(session);
        boolean taken = hook instanceof SendMailHandler && result.getResult().getAction() == HookReturnCode.Action.OK;
        if (!taken || id.isEmpty()) {
            return result;
        }
        return HookResult.builder()
            .hookReturnCode(result.getResult())
            .smtpReturnCode(SMTPRetCode.MAIL_OK)
            .smtpDescription("2.6.0 Message received, id " + id.get())
            .build();
    }
}
