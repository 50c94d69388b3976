// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.util.Optional;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.inject.Binding;
import com.google.inject.Injector;
import com.google.inject.Key;

/**
 * James's own Cassandra session, where this server has one. It is asked for and never bound by us: the key exists in some servers
 * only. It belongs to James and is not closed here.
 */
final class JamesSession {
    private final Injector server;

    JamesSession(Injector server) {
        this.server = server;
    }

    Optional<CqlSession> find() {
        for (Injector injector = server; injector != null; injector = injector.getParent()) {
            Binding<CqlSession> binding = injector.getExistingBinding(Key.get(CqlSession.class));
            if (binding != null) {
                return Optional.of(binding.getProvider().get());
            }
        }
        return Optional.empty();
    }
}
