// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.time.Clock;

import javax.inject.Singleton;

import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.scan.EngineMonitor;
import org.postern.gateway.scan.ResultCache;
import org.postern.gateway.scan.ScanMetrics;
import org.postern.gateway.scan.VirusScanning;
import org.postern.gateway.scan.update.ClamdUpdate;
import org.postern.gateway.scan.update.SignatureUpdates;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** The virus engines, and what watches and renews them. */
class VirusModule extends AbstractModule {

    @Provides
    @Singleton
    Engines engines(PosternConfiguration configuration, Closing closing) {
        return Engines.of(configuration, closing);
    }

    @Provides
    @Singleton
    EngineMonitor monitor(Engines engines, PosternConfiguration configuration, Clock clock, GaugeRegistry gauges, Closing closing) {
        EngineMonitor monitor = closing.atStop(new EngineMonitor(engines.all(), clock, gauges));
        monitor.start(configuration.virus().healthInterval());
        return monitor;
    }

    @Provides
    @Singleton
    ResultCache results(PosternConfiguration configuration) {
        return new ResultCache(configuration.virus().cacheEntries(), configuration.virus().cacheLifetime());
    }

    @Provides
    @Singleton
    VirusScanning scanning(Engines engines, ResultCache results, EngineMonitor monitor, MetricFactory metrics, Closing closing) {
        return closing.atStop(new VirusScanning(engines.all(), results, monitor::signatures, new ScanMetrics(metrics)));
    }

    @Provides
    @Singleton
    SignatureUpdates updates(Engines engines, PosternConfiguration configuration, ResultCache results, EngineMonitor monitor, Clock clock,
                             Closing closing) {
        return closing.atStop(new SignatureUpdates(
            engines.clamd().map(clamd -> new ClamdUpdate(configuration.clamd().updateCommand(), clamd)),
            () -> {
                results.clear();
                monitor.checkAll();
            }, clock));
    }
}
