// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp.wire;

import java.lang.reflect.Field;
import java.util.Optional;

import io.netty.channel.Channel;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.ProtocolSessionImpl;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.netty.NettyProtocolTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the connection behind a session. James does not offer it, so that its private field is read; where a later James has no such
 * field, mail flows on without what needs the connection.
 */
public final class ChannelAccess {
    private static final Logger LOGGER = LoggerFactory.getLogger(ChannelAccess.class);

    private final Optional<Field> field = field();

    /** The connection, or empty where it cannot be had. */
    public Optional<Channel> channel(ProtocolSession session) {
        ProtocolTransport transport = session instanceof ProtocolSessionImpl known ? known.getProtocolTransport() : null;
        if (field.isEmpty() || !(transport instanceof NettyProtocolTransport)) {
            return Optional.empty();
        }
        try {
            return Optional.of((Channel) field.get().get(transport));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a proxy names the client after the connection was made. */
    public boolean isProxied(ProtocolSession session) {
        return session instanceof ProtocolSessionImpl known && known.getProtocolTransport().isProxyRequired();
    }

    private static Optional<Field> field() {
        try {
            Field field = NettyProtocolTransport.class.getDeclaredField("channel");
            field.setAccessible(true);
            return Optional.of(field);
        } catch (NoSuchFieldException | RuntimeException e) {
            LOGGER.error("Connections cannot be watched in this James: early talk, pipelining, floods and slow clients go unseen", e);
            return Optional.empty();
        }
    }
}
