// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.HdrHistogram.Histogram;
import org.postern.analysis.archive.ArchiveInspector;
import org.postern.analysis.archive.ExternalUnpacker;
import org.postern.analysis.document.DocumentInspectors;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.mime.PartInspector;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.gateway.auth.SenderChecks;
import org.postern.gateway.config.LargeMessageConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.filter.Filter;
import org.postern.gateway.filter.FilterOutcome;
import org.postern.gateway.filter.HeuristicScore;
import org.postern.gateway.filter.LargeMessages;
import org.postern.gateway.filter.MessageContentAnalysis;
import org.postern.gateway.lists.MessageLists;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.scan.VirusScanning;
import org.postern.gateway.spam.SpamCheck;

/** All bombs at the same time through the filter with its default limits, and ordinary mail beside them. */
final class BombsTogether {
    private static final int CALM_MILLIS = 8_000;
    private static final int MOST_TRIES = 50;

    private BombsTogether() {
    }

    /** Looks at nothing but the form and content of messages: the rules for spam cost ordinary mail the same with and without bombs. */
    private record NoSpamCheck() implements SpamCheck {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public SpamOutcome check(FilterRequest request, MessageView view, Duration limit) {
            return new SpamOutcome(SpamAnalysis.none(), List.of());
        }
    }

    private record FileSource(Path file) implements MessageSource {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public long size() throws IOException {
            return Files.size(file);
        }
    }

    /** Prints {@code together}, the bombs, those without a verdict, the milliseconds, and both p99 of ordinary mail. */
    static void run(byte[] ordinary, PrintStream out) throws Exception {
        Path directory = Files.createTempDirectory("postern-bombs");
        ExecutorService senders = Executors.newCachedThreadPool();
        try (VirusScanning scanning = new VirusScanning(List.of())) {
            Filter filter = filter(scanning);
            List<MessageSource> bombs = new ArrayList<>();
            for (Bomb bomb : Bombs.all()) {
                bombs.add(new FileSource(Files.write(directory.resolve(bombs.size() + ".eml"), bomb.message().get())));
            }
            ordinaryMail(filter, ordinary, CALM_MILLIS, new AtomicBoolean());
            Histogram alone = ordinaryMail(filter, ordinary, CALM_MILLIS, new AtomicBoolean());
            AtomicBoolean done = new AtomicBoolean();
            Future<Histogram> beside = senders.submit(() -> ordinaryMail(filter, ordinary, Integer.MAX_VALUE, done));
            long start = System.nanoTime();
            List<Future<Boolean>> answers = bombs.stream().map(bomb -> senders.submit(() -> answered(filter, bomb))).toList();
            int failed = 0;
            for (Future<Boolean> answer : answers) {
                failed += answer.get() ? 0 : 1;
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            done.set(true);
            out.println("together\t" + bombs.size() + "\t" + failed + "\t" + millis + "\t" + beside.get().getValueAtPercentile(99) / 1e6
                + "\t" + alone.getValueAtPercentile(99) / 1e6);
        } finally {
            senders.shutdownNow();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Filter filter(VirusScanning scanning) {
        PosternConfiguration defaults = PosternConfiguration.defaults();
        LargeMessageConfiguration large = defaults.content().large();
        List<PartInspector> inspectors = new ArrayList<>(List.of(new ArchiveInspector(ExternalUnpacker.none())));
        inspectors.addAll(DocumentInspectors.all());
        return new Filter(new MessageContentAnalysis(new MessageAnalyser(inspectors), defaults.content().limits(), new NoSpamCheck()),
            scanning, facts -> new Verdict("none", List.of(), List.of()), defaults.filter().deadline(), new HeuristicScore(0),
            SenderChecks.none(), MessageLists.none(), new LargeMessages(large.atOnce(), large.from(), large.waiting()));
    }

    /** As a client that comes again at once when it is told to come later. */
    private static boolean answered(Filter filter, MessageSource message) {
        for (int i = 0; i < MOST_TRIES; i++) {
            if (filter.filter(request(message)) instanceof FilterOutcome.Decided) {
                return true;
            }
        }
        return false;
    }

    private static FilterRequest request(MessageSource message) {
        return new FilterRequest("01HZZZZZZZZZZZZZZZZZZZZZZZ", Instant.now(), Direction.INCOMING,
            new Envelope("a@example.com", List.of("b@example.org")), Client.of("192.0.2.1"), message, FilterRequest.Patience.RETRY);
    }

    private static Histogram ordinaryMail(Filter filter, byte[] message, int millis, AtomicBoolean done) throws InterruptedException {
        Histogram histogram = new Histogram(3);
        long end = System.nanoTime() + millis * 1_000_000L;
        while (!done.get() && System.nanoTime() < end) {
            long start = System.nanoTime();
            filter.filter(request(MessageSource.of(message)));
            histogram.recordValue(System.nanoTime() - start);
            Thread.sleep(2);
        }
        return histogram;
    }
}
