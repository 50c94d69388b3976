// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.smtp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import org.postern.benchmarks.ProcessCpu;

/** What the machine can do at most: rows of the greylist read by their keys through the driver, with nothing of Postern around it. */
final class BareReads {
    private final PreparedStatement select;
    private final CqlSession session;
    private final int rows;

    BareReads(CqlSession session, int rows) {
        this.session = session;
        this.rows = rows;
        this.select = session.prepare("SELECT first_seen, passed, expires_at FROM postern_greylist"
            + " WHERE network = ? AND sender = ? AND recipient = ?");
    }

    Map<String, Object> run(int threads, Duration span, long database) throws Exception {
        long own = ProcessCpu.millis(ProcessHandle.current().pid());
        long its = ProcessCpu.millis(database);
        long end = System.nanoTime() + span.toNanos();
        AtomicLong count = new AtomicLong();
        Parallel.run(threads, thread -> {
            SplittableRandom random = new SplittableRandom(thread);
            while (System.nanoTime() < end) {
                long number = random.nextLong(rows);
                if (session.execute(select.bind(GreylistRows.client(number) + "/24", GreylistRows.sender(number),
                    GreylistRows.recipient(number))).one() == null) {
                    throw new IllegalStateException("triplet " + number + " is not there any more");
                }
                count.incrementAndGet();
            }
        });
        long reads = Math.max(1, count.get());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("cassandra_reads_per_s", Math.round(reads * 1000.0 / span.toMillis()));
        figures.put("cassandra_read_cpu_us", (ProcessCpu.millis(ProcessHandle.current().pid()) - own
            + ProcessCpu.millis(database) - its) * 1000 / reads);
        return figures;
    }
}
