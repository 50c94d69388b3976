// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.quarantine;

import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.quarantine.DeleteOutcome;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.ReleaseOutcome;
import org.postern.storage.cassandra.CassandraStores;

/** Two nodes that decide about the same items at the same moment. */
final class ItemRaces {
    private static final int DECIDERS = 8;

    private final CassandraStores stores;
    private final List<Quarantine> nodes;
    private final ExecutorService threads;
    private final Map<String, AtomicInteger> sent = new ConcurrentHashMap<>();

    ItemRaces(CassandraStores one, CassandraStores other, ExecutorService threads) {
        this.stores = one;
        this.threads = threads;
        this.nodes = List.of(node(one), node(other));
    }

    private Quarantine node(CassandraStores own) {
        return new Quarantine(own.quarantine(),
            (id, sender, recipient, message) -> sent.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet(),
            (message, type, recipient, details) -> { }, PosternConfiguration.defaults().quarantine(), Clock.systemUTC(), Set.of());
    }

    /** Releases an item that nobody else wants. */
    void release(QuarantineItem item) {
        ReleaseOutcome outcome = nodes.get(0).release(item.id(), "bench");
        if (outcome != ReleaseOutcome.RELEASED) {
            throw new IllegalStateException("a release ended as " + outcome);
        }
    }

    /** How many items, on each of which eight callers decide at once, did not end by exactly one decision that fits what was sent. */
    int violations(List<QuarantineItem> items, PrintStream out) throws Exception {
        int violations = 0;
        int released = 0;
        for (int number = 0; number < items.size(); number++) {
            QuarantineItem item = items.get(number);
            // A deletion is quicker than a release: half of the races are among releases alone.
            boolean releasesOnly = number % 2 == 0;
            AtomicInteger winners = new AtomicInteger();
            CyclicBarrier together = new CyclicBarrier(DECIDERS);
            List<Callable<Void>> deciders = new ArrayList<>();
            for (int i = 0; i < DECIDERS; i++) {
                Quarantine node = nodes.get(i % 2);
                boolean release = releasesOnly || i % 4 < 2;
                deciders.add(() -> {
                    together.await();
                    boolean won = release ? node.release(item.id(), "bench") == ReleaseOutcome.RELEASED
                        : node.delete(item.id(), "bench") == DeleteOutcome.DELETED;
                    winners.addAndGet(won ? 1 : 0);
                    return null;
                });
            }
            QuarantineBenchmark.all(threads, deciders);
            int mails = sent.getOrDefault(item.id().messageId(), new AtomicInteger()).get();
            ItemStatus status = stores.quarantine().find(item.id()).orElseThrow().status();
            boolean right = winners.get() == 1 && mails == (status == ItemStatus.RELEASED ? 1 : 0)
                && (status == ItemStatus.RELEASED || status == ItemStatus.DELETED);
            violations += right ? 0 : 1;
            released += mails > 0 ? 1 : 0;
        }
        out.printf("%d races of %d callers on two nodes: %d released, the others deleted, %d violations%n", items.size(), DECIDERS,
            released, violations);
        return violations;
    }
}
