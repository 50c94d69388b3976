// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.QuarantineKind;

/**
 * What every quarantine store must do with items and contents. {@link QuarantineListContract} says how it lists them. Tests use ids of
 * their own and real time, so that a store may share a database between them and expire by time to live.
 */
public interface QuarantineStoreContract {
    MessageSource MAIL = MessageSource.of("Subject: hello\r\n\r\nworld\r\n".getBytes(StandardCharsets.US_ASCII));

    /** The store under test, the same one within a test. */
    QuarantineStore store();

    static byte[] bytes(MessageSource source) {
        try (InputStream in = source.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] content(String messageId) {
        return bytes(store().content(messageId).orElseThrow(() -> new AssertionError("no content")));
    }

    private QuarantineItem stored(MessageSource content) {
        QuarantineItem item = SampleItems.item(SampleItems.messageId(), SampleItems.recipient());
        store().store(content, List.of(item));
        return item;
    }

    @Test
    default void findShouldReturnEveryFieldAsStored() {
        String messageId = SampleItems.messageId();
        String recipient = "Empfänger@bücher.example";
        QuarantineItem item = new QuarantineItem(ItemId.of(messageId, recipient), QuarantineKind.UNSCANNED, ItemStatus.PENDING,
            Direction.OUTGOING, SampleItems.now().minusSeconds(5), SampleItems.now().plus(Duration.ofDays(2)), "", recipient,
            "Grüße 你好 \uD83D\uDE00 \"quoted\" <b>", "Müller; <müller@bücher.example>", "2001:db8::1", 5_000_000_000L, -3.25,
            List.of("zwei Wörter", "b"), "virus.clamav: нет ответа");

        store().store(MAIL, List.of(item));

        assertThat(store().find(item.id())).contains(item);
    }

    @Test
    default void findShouldReturnAnItemWithoutTexts() {
        String messageId = SampleItems.messageId();
        QuarantineItem item = new QuarantineItem(ItemId.of(messageId, "a@example.org"), QuarantineKind.VIRUS, ItemStatus.PENDING,
            Direction.INCOMING, SampleItems.now(), SampleItems.now().plus(Duration.ofDays(1)), "", "a@example.org", "", "", "127.0.0.1",
            0, 0, List.of(), "");

        store().store(MAIL, List.of(item));

        assertThat(store().find(item.id())).contains(item);
    }

    @Test
    default void findShouldBeEmptyForAnUnknownItem() {
        assertThat(store().find(ItemId.of(SampleItems.messageId(), "nobody@example.org"))).isEmpty();
    }

    @Test
    default void contentShouldBeEmptyForAnUnknownMessage() {
        assertThat(store().content(SampleItems.messageId())).isEmpty();
    }

    @Test
    default void contentShouldComeBackByteForByte() throws Exception {
        byte[] bytes = new byte[70_000];
        new Random(1).nextBytes(bytes);
        System.arraycopy("\r\n\n\r\0.\r\n".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 8);

        QuarantineItem item = stored(MessageSource.of(bytes));

        assertThat(content(item.id().messageId())).isEqualTo(bytes);
        assertThat(store().content(item.id().messageId()).orElseThrow().size()).isEqualTo(bytes.length);
    }

    @Test
    default void contentShouldBeReadableMoreThanOnce() {
        QuarantineItem item = stored(MAIL);
        MessageSource content = store().content(item.id().messageId()).orElseThrow();

        assertThat(bytes(content)).isEqualTo(bytes(MAIL));
        assertThat(bytes(content)).isEqualTo(bytes(MAIL));
    }

    @Test
    default void contentOfTenMegabytesShouldComeBack() {
        byte[] bytes = new byte[10 * 1024 * 1024 + 1];
        new Random(2).nextBytes(bytes);

        QuarantineItem item = stored(MessageSource.of(bytes));

        assertThat(Arrays.equals(content(item.id().messageId()), bytes)).isTrue();
    }

    @Test
    default void contentThatCompressesWellShouldComeBack() {
        byte[] bytes = new byte[3 * 1024 * 1024];

        QuarantineItem item = stored(MessageSource.of(bytes));

        assertThat(Arrays.equals(content(item.id().messageId()), bytes)).isTrue();
    }

    @Test
    default void emptyContentShouldComeBackEmpty() {
        QuarantineItem item = stored(MessageSource.of(new byte[0]));

        assertThat(content(item.id().messageId())).isEmpty();
    }

    @Test
    default void storeShouldReadTheContentOnceWhateverTheNumberOfRecipients() {
        String messageId = SampleItems.messageId();
        AtomicInteger opened = new AtomicInteger();
        MessageSource counting = new MessageSource() {
            @Override
            public InputStream open() throws IOException {
                opened.incrementAndGet();
                return MAIL.open();
            }

            @Override
            public long size() throws IOException {
                return MAIL.size();
            }
        };
        List<QuarantineItem> items = IntStream.range(0, 100).mapToObj(i -> SampleItems.item(messageId, i + "@example.org")).toList();

        store().store(counting, items);

        assertThat(opened).hasValue(1);
        assertThat(items).allSatisfy(item -> assertThat(store().find(item.id())).contains(item));
    }

    @Test
    default void storingTwiceShouldLeaveOneItem() {
        QuarantineItem item = stored(MAIL);

        store().store(MAIL, List.of(item));

        assertThat(store().find(item.id())).contains(item);
        assertThat(content(item.id().messageId())).isEqualTo(bytes(MAIL));
    }

    @Test
    default void storingAgainShouldNotReviveWhatWasSettled() {
        QuarantineItem released = stored(MAIL);
        QuarantineItem deleted = stored(MAIL);
        store().transition(released.id(), ItemStatus.PENDING, ItemStatus.RELEASED);
        store().transition(deleted.id(), ItemStatus.PENDING, ItemStatus.DELETED);

        store().store(MAIL, List.of(released));
        store().store(MAIL, List.of(deleted));

        assertThat(store().find(released.id())).map(QuarantineItem::status).contains(ItemStatus.RELEASED);
        assertThat(store().find(deleted.id())).map(QuarantineItem::status).contains(ItemStatus.DELETED);
        assertThat(store().content(released.id().messageId())).isEmpty();
        assertThat(store().content(deleted.id().messageId())).isEmpty();
    }

    @Test
    default void storingAgainShouldNotDisturbARelease() {
        QuarantineItem item = stored(MAIL);
        store().transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASING);

        store().store(MAIL, List.of(item));

        assertThat(store().find(item.id())).map(QuarantineItem::status).contains(ItemStatus.RELEASING);
        assertThat(content(item.id().messageId())).isEqualTo(bytes(MAIL));
    }

    @Test
    default void storingAgainShouldAddTheRecipientsThatWereMissing() {
        String messageId = SampleItems.messageId();
        QuarantineItem first = SampleItems.item(messageId, "first@example.org");
        QuarantineItem second = SampleItems.item(messageId, "second@example.org");
        store().store(MAIL, List.of(first));

        store().store(MAIL, List.of(first, second));

        assertThat(store().find(first.id())).contains(first);
        assertThat(store().find(second.id())).contains(second);
    }

    @Test
    default void transitionShouldChangeTheStatus() {
        QuarantineItem item = stored(MAIL);

        assertThat(store().transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASING)).isTrue();
        assertThat(store().find(item.id())).contains(item.withStatus(ItemStatus.RELEASING));
        assertThat(store().transition(item.id(), ItemStatus.RELEASING, ItemStatus.RELEASED)).isTrue();
        assertThat(store().find(item.id())).contains(item.withStatus(ItemStatus.RELEASED));
    }

    @Test
    default void transitionShouldRefuseAnotherStatusThanThePresentOne() {
        QuarantineItem item = stored(MAIL);
        store().transition(item.id(), ItemStatus.PENDING, ItemStatus.DELETED);

        assertThat(store().transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASING)).isFalse();
        assertThat(store().find(item.id())).map(QuarantineItem::status).contains(ItemStatus.DELETED);
    }

    @Test
    default void transitionShouldRefuseAnUnknownItem() {
        ItemId unknown = ItemId.of(SampleItems.messageId(), "nobody@example.org");

        assertThat(store().transition(unknown, ItemStatus.PENDING, ItemStatus.DELETED)).isFalse();
        assertThat(store().find(unknown)).isEmpty();
    }

    @Test
    default void transitionBackToPendingShouldMakeTheItemAvailableAgain() {
        QuarantineItem item = stored(MAIL);
        store().transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASING);

        assertThat(store().transition(item.id(), ItemStatus.RELEASING, ItemStatus.PENDING)).isTrue();

        assertThat(store().find(item.id())).contains(item);
        assertThat(content(item.id().messageId())).isEqualTo(bytes(MAIL));
    }

    @Test
    default void transitionShouldHaveOneWinnerAmongManyThreads() throws Exception {
        for (int round = 0; round < 5; round++) {
            QuarantineItem item = stored(MAIL);
            List<Callable<Boolean>> callers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                ItemStatus goal = i % 2 == 0 ? ItemStatus.RELEASING : ItemStatus.DELETED;
                callers.add(() -> store().transition(item.id(), ItemStatus.PENDING, goal));
            }

            assertThat(atOnce(callers).stream().filter(won -> won)).hasSize(1);
        }
    }

    @Test
    default void transitionsOfDifferentRecipientsShouldNotDisturbEachOther() throws Exception {
        String messageId = SampleItems.messageId();
        List<QuarantineItem> items = IntStream.range(0, 8).mapToObj(i -> SampleItems.item(messageId, i + "@example.org")).toList();
        store().store(MAIL, items);

        List<Boolean> won = atOnce(items.stream()
            .<Callable<Boolean>>map(item -> () -> store().transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASING)).toList());

        assertThat(won).containsOnly(true);
        assertThat(content(messageId)).isEqualTo(bytes(MAIL));
    }

    @Test
    default void contentShouldStayWhileAnyRecipientNeedsIt() {
        String messageId = SampleItems.messageId();
        QuarantineItem first = SampleItems.item(messageId, "first@example.org");
        QuarantineItem second = SampleItems.item(messageId, "second@example.org");
        store().store(MAIL, List.of(first, second));

        store().transition(first.id(), ItemStatus.PENDING, ItemStatus.DELETED);
        assertThat(content(messageId)).isEqualTo(bytes(MAIL));

        store().transition(second.id(), ItemStatus.PENDING, ItemStatus.RELEASING);
        assertThat(content(messageId)).isEqualTo(bytes(MAIL));

        store().transition(second.id(), ItemStatus.RELEASING, ItemStatus.RELEASED);
        assertThat(store().content(messageId)).isEmpty();
    }

    @Test
    default void releasingShouldListInterruptedReleasesOnly() {
        QuarantineItem pending = stored(MAIL);
        QuarantineItem releasing = stored(MAIL);
        QuarantineItem released = stored(MAIL);
        QuarantineItem reverted = stored(MAIL);
        for (QuarantineItem item : List.of(releasing, released, reverted)) {
            store().transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASING);
        }
        store().transition(released.id(), ItemStatus.RELEASING, ItemStatus.RELEASED);
        store().transition(reverted.id(), ItemStatus.RELEASING, ItemStatus.PENDING);

        assertThat(store().releasing()).contains(releasing.withStatus(ItemStatus.RELEASING))
            .extracting(QuarantineItem::id).doesNotContain(pending.id(), released.id(), reverted.id());
    }

    @Test
    default void itemAndContentShouldVanishWhenTheirTimeIsOver() {
        String messageId = SampleItems.messageId();
        String recipient = SampleItems.recipient();
        QuarantineItem item = SampleItems.item(messageId, recipient, QuarantineKind.SPAM, SampleItems.now(),
            SampleItems.now().plusSeconds(3));
        store().store(MAIL, List.of(item));
        assertThat(store().find(item.id())).contains(item);

        Awaitility.await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            assertThat(store().find(item.id())).isEmpty();
            assertThat(store().content(messageId)).isEmpty();
            assertThat(store().list(QuarantineListContract.of(recipient)).items()).isEmpty();
        });
        assertThat(store().transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASING)).isFalse();
        assertThat(store().find(item.id())).isEmpty();
    }

    @Test
    default void contentShouldLiveAsLongAsTheLastItem() {
        String messageId = SampleItems.messageId();
        QuarantineItem shortLived = SampleItems.item(messageId, "short@example.org", QuarantineKind.SPAM, SampleItems.now(),
            SampleItems.now().plusSeconds(2));
        QuarantineItem longLived = SampleItems.item(messageId, "long@example.org");

        store().store(MAIL, List.of(shortLived, longLived));

        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> store().find(shortLived.id()).isEmpty());
        assertThat(store().find(longLived.id())).contains(longLived);
        assertThat(content(messageId)).isEqualTo(bytes(MAIL));
    }

    @Test
    default void settledItemShouldStillVanishWhenItsTimeIsOver() {
        QuarantineItem item = SampleItems.item(SampleItems.messageId(), SampleItems.recipient(), QuarantineKind.SPAM, SampleItems.now(),
            SampleItems.now().plusSeconds(3));
        store().store(MAIL, List.of(item));
        assertThat(store().transition(item.id(), ItemStatus.PENDING, ItemStatus.DELETED)).isTrue();

        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> store().find(item.id()).isEmpty());
    }

    private static List<Boolean> atOnce(List<Callable<Boolean>> callers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers.size());
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Boolean>> answers = new ArrayList<>();
            for (Callable<Boolean> caller : callers) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return caller.call();
                }));
            }
            start.countDown();
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> answer : answers) {
                results.add(answer.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
