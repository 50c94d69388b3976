// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.util.concurrent.atomic.AtomicReference;

import javax.inject.Inject;

import org.apache.james.utils.UserDefinedStartable;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.tracking.EventStore;

/**
 * Lets a test look into the services that James made for the extension: James has no other way in from outside.
 */
public class ServerView implements UserDefinedStartable {
    private static final AtomicReference<ServerView> LAST = new AtomicReference<>();

    final Quarantine quarantine;
    final EventStore events;

    @Inject
    public ServerView(Quarantine quarantine, EventStore events) {
        this.quarantine = quarantine;
        this.events = events;
    }

    @Override
    public void start() {
        LAST.set(this);
    }

    static ServerView ofLastServer() {
        return LAST.get();
    }
}
