// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import java.net.InetSocketAddress;
import java.util.Optional;

import javax.inject.Inject;

import io.netty.channel.Channel;
import org.apache.james.protocols.api.ProtocolSession.State;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.ConnectHandler;
import org.apache.james.protocols.netty.HandlerConstants;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.postern.gateway.client.ClientGate;
import org.postern.smtp.wire.ChannelAccess;
import org.postern.smtp.wire.DeafHandler;
import org.postern.smtp.wire.LongLines;
import org.postern.smtp.wire.ProxyWord;
import org.postern.smtp.wire.WireGuard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a guard on each new connection, and turns away who would name a client by the PROXY protocol and may not: with somebody else's
 * address anybody could be a trusted host. List it first; the handler chain needs {@code enableJmx="false"}.
 */
public class WireHook implements ConnectHandler<SMTPSession> {
    private static final Logger LOGGER = LoggerFactory.getLogger(WireHook.class);

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
        boolean proxied = channels.isProxied(session);
        if (proxied && !gate.isBalancer(peer(session, channel))) {
            LOGGER.warn("{} is not among smtp.balancers: connection refused", peer(session, channel));
            channel.ifPresent(open -> open.pipeline().addBefore(HandlerConstants.CORE_HANDLER, "postern-deaf", new DeafHandler()));
            SMTPResponse refusal = new SMTPResponse("554", "5.7.1 This port serves load balancers only");
            refusal.setEndSession(true);
            return refusal;
        }
        if (channel.isPresent()) {
            Optional<String> client = proxied ? Optional.empty() : Optional.of(facts.client(session).address());
            WireGuard guard = new WireGuard(gate, client,
                known -> session.setAttachment(SmtpSessionFacts.CONDUCT, known, State.Connection),
                violation -> gate.failed(facts.client(session).address(), violation));
            channel.get().pipeline().addBefore(HandlerConstants.FRAMER, "postern-wire", guard);
            channel.get().pipeline().addBefore(HandlerConstants.CORE_HANDLER, "postern-long-lines", new LongLines(guard));
            channel.get().pipeline().addBefore(HandlerConstants.CORE_HANDLER, "postern-proxy-word", new ProxyWord(guard));
        }
        return null;
    }

    /** Who has connected, whomever he names. */
    private static String peer(SMTPSession session, Optional<Channel> channel) {
        InetSocketAddress address = channel.map(Channel::remoteAddress).filter(InetSocketAddress.class::isInstance)
            .map(InetSocketAddress.class::cast).orElseGet(session::getRemoteAddress);
        String text = address.getAddress().getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
