// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import java.util.Optional;

import javax.inject.Inject;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyPoint;
import org.postern.gateway.policy.PolicySession;
import org.postern.gateway.policy.stage.ProtocolStage;

/** Reads from an SMTP session what the policy decides on, and keeps the policy's memory in it. */
public class PolicyContexts {
    private static final AttachmentKey<PolicySession> SESSION = AttachmentKey.of("postern.policy", PolicySession.class);

    private final SmtpSessionFacts facts;

    @Inject
    public PolicyContexts(SmtpSessionFacts facts) {
        this.facts = facts;
    }

    /** The session at CONNECT. */
    public PolicyContext connect(SMTPSession session, Direction direction) {
        return context(PolicyPoint.CONNECT, session, direction, facts.client(session), Optional.empty(), Optional.empty());
    }

    /** The session at HELO; James keeps the name before it asks hooks. */
    public PolicyContext helo(SMTPSession session, Direction direction, String name) {
        Client client = facts.client(session);
        return context(PolicyPoint.HELO, session, direction,
            new Client(client.address(), client.name(), Optional.of(name), client.tls(), client.authenticatedUser()), Optional.empty(),
            Optional.empty());
    }

    /** The session at MAIL. */
    public PolicyContext mail(SMTPSession session, Direction direction, MaybeSender sender) {
        return context(PolicyPoint.MAIL, session, direction, facts.client(session), Optional.of(sender.asString("")), Optional.empty());
    }

    /** The session at RCPT. */
    public PolicyContext recipient(SMTPSession session, Direction direction, MaybeSender sender, MailAddress recipient) {
        return context(PolicyPoint.RCPT, session, direction, facts.client(session), Optional.of(sender.asString("")),
            Optional.of(recipient.asString()));
    }

    /** What the policy remembers of this connection. */
    public PolicySession session(SMTPSession session) {
        return session.getAttachment(SESSION, State.Connection).orElseGet(() -> {
            PolicySession fresh = new PolicySession();
            session.setAttachment(SESSION, fresh, State.Connection);
            return fresh;
        });
    }

    private PolicyContext context(PolicyPoint point, SMTPSession session, Direction direction, Client client, Optional<String> sender,
                                  Optional<String> recipient) {
        PolicySession remembered = session(session);
        remembered.remember(ProtocolStage.CONDUCT, facts.conduct(session));
        return new PolicyContext(point, direction, client, sender, recipient, facts.messageId(session), remembered);
    }
}
