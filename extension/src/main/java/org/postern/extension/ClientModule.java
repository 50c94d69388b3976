// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.inject.Singleton;

import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.client.ClientGate;
import org.postern.gateway.client.PassedClientStore;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.notice.OutboundNotice;
import org.postern.gateway.quarantine.MessageOutlet;
import org.postern.gateway.rate.HoldStore;
import org.postern.gateway.rate.OutboundExchange;
import org.postern.gateway.rate.OutboundLimits;
import org.postern.gateway.rate.RateStore;
import org.postern.gateway.tracking.Tracker;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** How clients that connect by SMTP are received. */
class ClientModule extends AbstractModule {
    private static final int EXCHANGE_SECONDS = 5;

    @Provides
    @Singleton
    ClientGate clientGate(PosternConfiguration configuration, PassedClientStore passed, Clock clock, MetricFactory metrics) {
        return new ClientGate(configuration.clients(), address -> false, passed, clock, metrics);
    }

    @Provides
    @Singleton
    OutboundLimits outboundLimits(PosternConfiguration configuration, RateStore rates, HoldStore holds, AdministratorAddress admin,
                                  MessageOutlet outlet, Tracker tracker, Clock clock, Closing closing) {
        ScheduledExecutorService beside = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "postern-outbound");
            thread.setDaemon(true);
            return thread;
        });
        closing.atStop(beside::shutdownNow);
        OutboundLimits limits = new OutboundLimits(configuration.outbound(), configuration.node(), rates, holds,
            new OutboundNotice(admin.text(), configuration.node(), outlet, tracker, clock, beside), clock);
        beside.scheduleWithFixedDelay(new OutboundExchange(limits), 0, EXCHANGE_SECONDS, TimeUnit.SECONDS);
        return limits;
    }
}
