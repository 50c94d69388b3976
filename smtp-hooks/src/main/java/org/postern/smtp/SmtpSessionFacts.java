// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

import javax.inject.Inject;

import org.apache.james.core.Username;
import org.apache.james.protocols.api.ProtocolSession.AttachmentKey;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.smtp.SMTPSession;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.MessageId;
import org.postern.gateway.client.ClientConduct;

/**
 * Reads from an SMTP session what the rest of Postern speaks of: the client, and the id that the message of the present transaction has
 * or will have. The id exists from the first recipient on, so that refusals stand on the same timeline as the message.
 */
public class SmtpSessionFacts {
    static final AttachmentKey<ClientConduct> CONDUCT = AttachmentKey.of("postern.conduct", ClientConduct.class);
    private static final AttachmentKey<String> ID = AttachmentKey.of("postern.id", String.class);

    private final Clock clock;
    private final RandomGenerator random;

    @Inject
    public SmtpSessionFacts(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The id of the present transaction, made when it is first asked for. */
    public String messageId(SMTPSession session) {
        return session.getAttachment(ID, State.Transaction).orElseGet(() -> {
            String id = MessageId.next(clock.instant(), random);
            session.setAttachment(ID, id, State.Transaction);
            return id;
        });
    }

    /** The id of the present transaction, if it has one. */
    public Optional<String> givenMessageId(SMTPSession session) {
        return session.getAttachment(ID, State.Transaction);
    }

    /** How the client has kept to the protocol; one that nobody watches is taken for well behaved. */
    public ClientConduct conduct(SMTPSession session) {
        return session.getAttachment(CONDUCT, State.Connection).orElseGet(() -> new ClientConduct(false));
    }

    /** The client as far as the session knows it; its name is not looked up here, because that may block. */
    public Client client(SMTPSession session) {
        return new Client(address(session), Optional.empty(),
            session.getAttachment(SMTPSession.CURRENT_HELO_NAME, State.Connection),
            session.getSSLSession().map(tls -> tls.getProtocol() + "/" + tls.getCipherSuite()),
            Optional.ofNullable(session.getUsername()).map(Username::asString));
    }

    private static String address(SMTPSession session) {
        String address = session.getRemoteAddress().getAddress().getHostAddress();
        int scope = address.indexOf('%');
        return scope < 0 ? address : address.substring(0, scope);
    }
}
