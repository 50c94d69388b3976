// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import java.util.Optional;

import javax.inject.Inject;

import io.netty.channel.Channel;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.ConnectHandler;
import org.apache.james.protocols.netty.HandlerConstants;
import org.apache.james.protocols.smtp.SMTPSession;
import org.postern.gateway.client.ClientGate;
import org.postern.smtp.wire.ChannelAccess;
import org.postern.smtp.wire.LongLines;
import org.postern.smtp.wire.ProxyWord;
import org.postern.smtp.wire.WireGuard;

/**
 * Puts a guard on each new connection. List it first; the handler chain needs {@code enableJmx="false"}.
 */
public class WireHook implements ConnectHandler<SMTPSession> {
    private final ClientGate gate;
    private final SmtpSessionFacts facts;
    private final ChannelAccess channels = new ChannelAccess();

    @Inject
    public WireHook(ClientGate gate, SmtpSessionFacts facts) {
        this.gate = gate;
        this.facts = facts;
    }

    @Override
    public Response onConnect(SMTPSession session) {
        Optional<Channel> channel = channels.channel(session);
        if (channel.isPresent()) {
            Optional<String> client = channels.isProxied(session) ? Optional.empty() : Optional.of(facts.client(session).address());
            WireGuard guard = new WireGuard(gate, client,
                known -> session.setAttachment(SmtpSessionFacts.CONDUCT, known, State.Connection),
                violation -> gate.failed(facts.client(session).address(), violation));
            channel.get().pipeline().addBefore(HandlerConstants.FRAMER, "postern-wire", guard);
            channel.get().pipeline().addBefore(HandlerConstants.CORE_HANDLER, "postern-long-lines", new LongLines(guard));
            channel.get().pipeline().addBefore(HandlerConstants.CORE_HANDLER, "postern-proxy-word", new ProxyWord(guard));
        }
        return null;
    }
}
