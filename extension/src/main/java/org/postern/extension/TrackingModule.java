// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.time.Clock;

import javax.inject.Singleton;

import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.tracking.BufferedTracker;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.Tracker;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** The timeline of messages. */
class TrackingModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(Tracker.class).to(BufferedTracker.class);
    }

    @Provides
    @Singleton
    BufferedTracker tracker(EventStore store, Clock clock, PosternConfiguration configuration, MetricFactory metrics, Closing closing) {
        return closing.atStop(new BufferedTracker(store, clock, configuration.node(), configuration.tracking().buffer(), metrics));
    }
}
