// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.tracking;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

import org.HdrHistogram.Histogram;
import org.postern.gateway.config.OpenSearchConfiguration;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventStore;
import org.postern.gateway.tracking.index.IndexRebuild;
import org.postern.gateway.tracking.search.MessageIndex;
import org.postern.gateway.tracking.search.MessageQuery;
import org.postern.gateway.tracking.search.MessageSearch;
import org.postern.gateway.tracking.search.SearchText;
import org.postern.storage.opensearch.client.OpenSearchClient;
import org.postern.storage.opensearch.tracking.OpenSearchMessageIndex;

/** Words looked for in a year of messages, whose documents are made from the same mail as the timelines were. */
final class TextSearch {
    private static final int BATCH = 1000;
    private static final int WRITERS = 3;
    private static final Duration REBUILT = Duration.ofDays(7);

    /** What people type: a rare word, somebody's name, a word that most mail has, the beginning of a word, words together. */
    private static final List<IntFunction<String>> QUESTIONS = List.of(
        number -> "offer " + number % 100_000,
        number -> "sender" + number % 200_000,
        number -> "offer month",
        number -> "offer " + number % 100_000 / 100 + "*",
        number -> "user" + number % 20_000 + " \"come back later\"",
        number -> "\"" + number % 100_000 + " of the month\" -greylist");

    private final EventStore events;
    private final OpenSearchClient client;
    private final MessageIndex index;
    private final long seed;

    TextSearch(EventStore events, URI opensearch, long seed) {
        OpenSearchConfiguration configuration = new OpenSearchConfiguration(List.of(opensearch), Optional.empty(), Duration.ofMinutes(1),
            "bench", 0, Optional.empty());
        this.events = events;
        this.client = new OpenSearchClient(configuration);
        this.index = new OpenSearchMessageIndex(configuration);
        this.seed = seed;
    }

    void run(long wanted, Instant end, int questions, Map<String, Object> figures, PrintStream out) {
        fill(wanted, end, figures, out);
        client.send("POST", "/_refresh");
        long start = System.nanoTime();
        IndexRebuild.Progress rebuilt = new IndexRebuild(events, index).run(end.minus(REBUILT), end, progress -> { }, () -> false);
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf("%d messages of %d days indexed anew from Cassandra, %.0f messages/s, %d unknown ones removed%n", rebuilt.written(),
            REBUILT.toDays(), rebuilt.written() / seconds, rebuilt.removed());
        figures.put("rebuilt_messages_per_s", Math.round(rebuilt.written() / seconds));
        search(questions, end, figures, out);
    }

    private void fill(long wanted, Instant end, Map<String, Object> figures, PrintStream out) {
        try (BulkRun run = new BulkRun("events in messages indexed", wanted, WRITERS, out)) {
            long start = System.nanoTime();
            AtomicLong messages = new AtomicLong();
            List<List<Event>> batch = new ArrayList<>();
            new GeneratedMail(seed).year(wanted, end, message -> {
                batch.add(message);
                if (batch.size() >= BATCH) {
                    submit(run, List.copyOf(batch), messages);
                    batch.clear();
                }
            });
            submit(run, batch, messages);
            run.finish();
            double perSecond = messages.get() / ((System.nanoTime() - start) / 1e9);
            out.printf("%d messages indexed, %.0f messages/s%n", messages.get(), perSecond);
            figures.put("messages", messages.get());
            figures.put("indexed_messages_per_s", Math.round(perSecond));
        }
    }

    private void submit(BulkRun run, List<List<Event>> batch, AtomicLong messages) {
        run.submit(batch.stream().mapToInt(List::size).sum(), () -> {
            if (!batch.isEmpty() && index.put(batch) > 0) {
                throw new IllegalStateException("OpenSearch refuses messages");
            }
            messages.addAndGet(batch.size());
        });
    }

    private void search(int questions, Instant end, Map<String, Object> figures, PrintStream out) {
        MessageSearch search = new MessageSearch(events, Optional.of(index));
        Histogram all = new Histogram(3);
        List<Histogram> each = QUESTIONS.stream().map(question -> new Histogram(3)).toList();
        long[] rows = new long[QUESTIONS.size()];
        Random random = new Random(seed);
        for (int i = -questions / 5; i < questions; i++) {
            int kind = Math.floorMod(i, QUESTIONS.size());
            MessageQuery query = MessageQuery.of(end.minus(Duration.ofDays(365)), end.plusSeconds(1), 50)
                .with(SearchText.parse(QUESTIONS.get(kind).apply(random.nextInt(1_000_000))));
            long start = System.nanoTime();
            int found = search.find(query).rows().size();
            long micros = (System.nanoTime() - start) / 1000;
            if (i >= 0) {
                all.recordValue(micros);
                each.get(kind).recordValue(micros);
                rows[kind] += found;
            }
        }
        for (int kind = 0; kind < QUESTIONS.size(); kind++) {
            Histogram times = each.get(kind);
            out.printf("%-34s %8.1f %8.1f   %.1f rows%n", QUESTIONS.get(kind).apply(12_345), times.getValueAtPercentile(50) / 1000.0,
                times.getValueAtPercentile(95) / 1000.0, rows[kind] / (double) times.getTotalCount());
        }
        if (Arrays.stream(rows).sum() == 0) {
            throw new IllegalStateException("words that are there were not found");
        }
        out.printf("%-34s %8.1f %8.1f%n", "by words", all.getValueAtPercentile(50) / 1000.0, all.getValueAtPercentile(95) / 1000.0);
        figures.put("text_p95_ms", all.getValueAtPercentile(95) / 1000.0);
    }
}
