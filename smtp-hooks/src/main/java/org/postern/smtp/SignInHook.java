// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.MailHook;

/** Demands that a client has signed in before it sends mail, wherever it comes from. For ports that users submit their mail to. */
public class SignInHook implements MailHook {
    private static final HookResult SIGN_IN = Replies.refuse(530, "5.7.0 Sign in first");

    @Override
    public HookResult doMail(SMTPSession session, MaybeSender sender) {
        return session.getUsername() == null ? SIGN_IN : HookResult.DECLINED;
    }
}
