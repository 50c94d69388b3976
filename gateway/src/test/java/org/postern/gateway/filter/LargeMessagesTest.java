// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.analysis.archive.ArchiveInspector;
import org.postern.analysis.archive.ExternalUnpacker;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Contents;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.gateway.auth.SenderChecks;
import org.postern.gateway.lists.MessageLists;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.request.FilterRequest.Patience;
import org.postern.gateway.scan.VirusScanning;
import org.postern.gateway.spam.SpamCheck;

class LargeMessagesTest {
    private static final int LARGE = 100_000;
    private static final Content NOTHING = new Content(List.of(), List.of(), List.of(), List.of(), SpamAnalysis.none(), List.of(), Map.of(),
        Contents.none(), List.of());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final VirusScanning scanning = new VirusScanning(List.of());
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final ContentAnalysis lasting = (request, room, budget) -> {
        if (request.message().size() > LARGE) {
            inside.incrementAndGet();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            inside.decrementAndGet();
        }
        return NOTHING;
    };

    @AfterEach
    void stop() {
        goOn.countDown();
        threads.shutdownNow();
        scanning.close();
    }

    @Test
    void onlySoManyLargeMessagesShouldBeFilteredAtOnceAndOthersShouldNotWait() throws Exception {
        Filter filter = filter(lasting, new LargeMessages(2, LARGE, Duration.ofSeconds(60)));
        List<Future<FilterOutcome>> large = IntStream.range(0, 6)
            .mapToObj(i -> threads.submit(() -> filter.filter(request(new byte[LARGE + 1], Patience.RETRY)))).toList();
        await().until(() -> inside.get() == 2);

        assertThat(filter.filter(request(new byte[LARGE], Patience.RETRY))).isInstanceOf(FilterOutcome.Decided.class);
        assertThat(inside).hasValue(2);

        goOn.countDown();
        for (Future<FilterOutcome> each : large) {
            assertThat(each.get()).isInstanceOf(FilterOutcome.Decided.class);
        }
    }

    @Test
    void aLargeMessageWhoseTurnDoesNotComeShouldBeTriedAgainAndNeverPass() {
        Filter filter = filter(lasting, new LargeMessages(1, LARGE, Duration.ofMillis(50)));
        Future<FilterOutcome> first = threads.submit(() -> filter.filter(request(new byte[LARGE + 1], Patience.RETRY)));
        await().until(() -> inside.get() == 1);

        assertThat(filter.filter(request(new byte[LARGE + 1], Patience.RETRY))).isInstanceOfSatisfying(FilterOutcome.TryAgain.class,
            again -> assertThat(again.reason()).contains("large messages"));
        assertThat(filter.filter(request(new byte[LARGE + 1], Patience.EXHAUSTED))).isInstanceOfSatisfying(FilterOutcome.Decided.class,
            decided -> assertThat(decided.verdict().dispositions()).noneMatch(disposition -> disposition.delivers()));
        goOn.countDown();
        await().until(first::isDone);
        assertThat(filter.filter(request(new byte[LARGE + 1], Patience.RETRY))).isInstanceOf(FilterOutcome.Decided.class);
    }

    @Test
    void aSmallMessageThatUnpacksToALargeOneShouldNeedATurnToo() throws Exception {
        MessageContentAnalysis reading = new MessageContentAnalysis(new MessageAnalyser(List.of(
            new ArchiveInspector(ExternalUnpacker.none()))), AnalysisLimits.defaults(), new NoSpam());
        LargeMessages limit = new LargeMessages(1, LARGE, Duration.ofMillis(50));
        Filter filter = filter(reading, limit);
        byte[] packed = packedWords(10 * LARGE);
        assertThat(packed.length).isLessThan(LARGE);

        try (LargeMessages.Turn taken = limit.turn()) {
            assertThat(taken.enter()).isTrue();
            assertThat(filter.filter(request(packed, Patience.RETRY))).isInstanceOf(FilterOutcome.TryAgain.class);
        }
        assertThat(filter.filter(request(packed, Patience.RETRY))).isInstanceOfSatisfying(FilterOutcome.Decided.class, decided ->
            assertThat(decided.facts().parts().get(0).members()).singleElement().matches(member -> member.size() == 10 * LARGE));
    }

    @Test
    void aTurnShouldBeGivenBackWhateverHappens() {
        Filter filter = filter((request, room, budget) -> {
            throw new IllegalStateException("bug");
        }, new LargeMessages(1, LARGE, Duration.ofMillis(50)));
        for (int i = 0; i < 3; i++) {
            assertThat(filter.filter(request(new byte[LARGE + 1], Patience.RETRY))).isInstanceOf(FilterOutcome.Decided.class);
        }
    }

    private record NoSpam() implements SpamCheck {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public SpamOutcome check(FilterRequest request, MessageView view, Duration limit) {
            return new SpamOutcome(SpamAnalysis.none(), List.of());
        }
    }

    private Filter filter(ContentAnalysis analysis, LargeMessages limit) {
        Decision nothing = facts -> new Verdict("1", List.of(), List.of());
        return new Filter(analysis, scanning, nothing, Duration.ofSeconds(60), HeuristicScore.none(),
            SenderChecks.none(), MessageLists.none(), limit);
    }

    private static FilterRequest request(byte[] message, Patience patience) {
        return new FilterRequest("01HZZZZZZZZZZZZZZZZZZZZZZZ", Instant.EPOCH, Direction.INCOMING,
            new Envelope("a@example.com", List.of("b@example.org")), Client.of("192.0.2.1"), MessageSource.of(message), patience);
    }

    private static byte[] packedWords(int size) throws IOException {
        Random random = new Random(1);
        StringBuilder words = new StringBuilder();
        while (words.length() < size) {
            words.append("some words of a longer kind that repeat themselves ").append(random.nextInt(1000));
        }
        words.setLength(size);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(words.toString().getBytes(StandardCharsets.US_ASCII));
        }
        return ("Content-Type: application/gzip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(bytes.toByteArray())).getBytes(StandardCharsets.US_ASCII);
    }
}
