// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLSession;

import org.apache.james.core.Username;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.smtp.utils.BaseFakeSMTPSession;

/** An SMTP session with one client, who may be somebody. */
class ClientSession extends BaseFakeSMTPSession {
    private final InetSocketAddress address;
    private final Username user;
    private final Map<AttachmentKey<?>, Object> connection = new HashMap<>();
    private final Map<AttachmentKey<?>, Object> transaction = new HashMap<>();

    private ClientSession(String address, Username user) {
        this.address = new InetSocketAddress(address, 41_000);
        this.user = user;
    }

    static ClientSession from(String address) {
        return new ClientSession(address, null);
    }

    static ClientSession authenticated(String address, String user) {
        return new ClientSession(address, Username.of(user));
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return address;
    }

    @Override
    public Username getUsername() {
        return user;
    }

    @Override
    public Optional<SSLSession> getSSLSession() {
        return Optional.empty();
    }

    @Override
    public void resetState() {
        transaction.clear();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Optional<T> setAttachment(AttachmentKey<T> key, T value, State state) {
        return Optional.ofNullable((T) attachments(state).put(key, value));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Optional<T> getAttachment(AttachmentKey<T> key, ProtocolSession.State state) {
        return Optional.ofNullable((T) attachments(state).get(key));
    }

    private Map<AttachmentKey<?>, Object> attachments(State state) {
        return state == State.Connection ? connection : transaction;
    }
}
