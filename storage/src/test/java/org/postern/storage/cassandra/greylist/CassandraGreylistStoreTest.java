// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.MutableClock;
import org.postern.gateway.config.GreylistConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.greylist.Greylist;
import org.postern.gateway.greylist.GreylistStore;
import org.postern.gateway.greylist.GreylistStoreContract;
import org.postern.gateway.quarantine.SampleItems;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;

@ExtendWith(CassandraExtension.class)
class CassandraGreylistStoreTest implements GreylistStoreContract {
    private GreylistStore store;

    @BeforeEach
    void open(CassandraStores stores) {
        store = stores.greylist();
    }

    @Override
    public GreylistStore store() {
        return store;
    }

    /** What follows an answer runs on the driver's threads, which refuse to wait: then the store would count as away. */
    @Test
    void decisionsShouldNeverWaitOnTheThreadsOfTheDriver() {
        RecordingMetricFactory metrics = new RecordingMetricFactory();
        MutableClock clock = new MutableClock(SampleItems.now());
        GreylistConfiguration configuration = PosternConfiguration.defaults().greylist();
        Greylist greylist = new Greylist(configuration, store, clock, metrics);
        String recipient = UUID.randomUUID() + "@example.org";

        assertThat(greylist.check("192.0.2.1", "a@example.com", recipient).passes()).isFalse();
        clock.set(clock.instant().plus(configuration.delay()));
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> greylist.check("192.0.2.1", "a@example.com", recipient).passes());
        clock.set(clock.instant().plus(configuration.lifetime().dividedBy(50)));
        assertThat(greylist.check("192.0.2.1", "a@example.com", recipient).passes()).isTrue();

        assertThat(metrics.countFor("postern.greylist.store-unavailable")).isZero();
    }
}
