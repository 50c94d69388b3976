// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.VirusFinding;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.MutableClock;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.config.QuarantineConfiguration;
import org.postern.gateway.tracking.EventType;

class QuarantineTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final MessageSource MAIL = MessageSource.of("Subject: x\r\n\r\ny\r\n".getBytes(StandardCharsets.US_ASCII));
    private static final String ONE = "one@example.org";
    private static final String TWO = "two@example.org";

    private final MutableClock clock = new MutableClock(NOW);
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> news = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean queueAway = new AtomicBoolean();
    private final AtomicBoolean storeForgets = new AtomicBoolean();
    private QuarantineStore store;
    private Quarantine quarantine;
    private String messageId;

    @BeforeEach
    void create() {
        store = new ForgetfulStore(new InMemoryQuarantineStore(clock));
        quarantine = quarantine(store);
        messageId = SampleItems.messageId();
    }

    private Quarantine quarantine(QuarantineStore some) {
        return new Quarantine(some, this::deliver,
            (id, type, recipient, details) -> events.add(type + " " + recipient.orElse("all") + " " + details.getOrDefault("actor", "")),
            PosternConfiguration.defaults().quarantine(), clock, Set.of(new Recorder()));
    }

    private void deliver(String id, String sender, String recipient, MessageSource message) throws IOException {
        if (queueAway.get()) {
            throw new IOException("queue is away");
        }
        sent.add(id + " <" + sender + "> <" + recipient + "> " + message.size());
    }

    private final class Recorder implements QuarantineObserver {
        @Override
        public void quarantined(QuarantineItem item, MessageSource content) {
            news.add("quarantined " + item.recipient());
            throw new IllegalStateException("the mailbox is full");
        }

        @Override
        public void settled(QuarantineItem item) {
            news.add(item.status() + " " + item.recipient());
            throw new IllegalStateException("the mailbox is full");
        }
    }

    @Test
    void twoHundredRacesBetweenReleaseAndDeleteShouldHaveOneWinnerEach() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            List<ItemId> ids = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                QuarantineItem item = SampleItems.item(SampleItems.messageId(), "race" + i + "@example.org", QuarantineKind.SPAM, NOW,
                    NOW.plus(Duration.ofDays(1)));
                store.store(MAIL, List.of(item));
                ids.add(item.id());
                for (int j = 0; j < 3; j++) {
                    all.add(threads.submit(() -> quarantine.release(item.id(), "web")));
                    all.add(threads.submit(() -> quarantine.release(item.id(), ReleaseOrder.of("user folder"))));
                    all.add(threads.submit(() -> quarantine.delete(item.id(), "web")));
                }
            }
            for (Future<?> one : all) {
                one.get();
            }
            for (int i = 0; i < ids.size(); i++) {
                String recipient = "<race" + i + "@example.org>";
                long delivered = sent.stream().filter(line -> line.contains(recipient)).count();
                ItemStatus status = store.find(ids.get(i)).orElseThrow().status();
                assertThat(delivered).as(recipient).isEqualTo(status == ItemStatus.RELEASED ? 1 : 0);
                assertThat(status).isIn(ItemStatus.RELEASED, ItemStatus.DELETED);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aReleaseShouldBeScannedAgainAndAConfirmedOneNot() {
        AtomicReference<ReleaseScan.Result> answer = new AtomicReference<>(new ReleaseScan.Result(ReleaseScan.Finding.INFECTED, "Eicar"));
        Quarantine scanned = new Quarantine(store, this::deliver,
            (id, type, recipient, details) -> events.add(type + " " + details.getOrDefault("found", "")),
            PosternConfiguration.defaults().quarantine(), clock, Set.of(), content -> answer.get());
        QuarantineItem item = SampleItems.item(messageId, ONE, QuarantineKind.SPAM, NOW, NOW.plus(Duration.ofDays(1)));
        store.store(MAIL, List.of(item));

        assertThat(scanned.release(item.id(), "user one")).isEqualTo(ReleaseOutcome.VIRUS_FOUND);
        answer.set(new ReleaseScan.Result(ReleaseScan.Finding.UNKNOWN, "clamd: away"));
        assertThat(scanned.release(item.id(), "user one")).isEqualTo(ReleaseOutcome.NOT_SCANNED);
        assertThat(sent).isEmpty();
        assertThat(events).containsExactly("RELEASE_REFUSED Eicar", "RELEASE_REFUSED ");
        assertThat(store.find(item.id()).orElseThrow().status()).isEqualTo(ItemStatus.PENDING);

        assertThat(scanned.release(item.id(), new ReleaseOrder("account admin", Optional.of("boss@example.org"), true)))
            .isEqualTo(ReleaseOutcome.RELEASED);
        assertThat(sent).singleElement().asString().contains("<boss@example.org>").contains("<sender@example.com>");
    }

    @Test
    void anInterruptedReleaseToSomebodyElseShouldGoThereAndNotToTheRecipient() {
        QuarantineItem item = SampleItems.item(messageId, ONE, QuarantineKind.SPAM, NOW, NOW.plus(Duration.ofDays(1)));
        store.store(MAIL, List.of(item));
        store.transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASING, Optional.of("boss@example.org"));
        quarantine.resumeReleases();
        clock.advance(Duration.ofMinutes(2));
        assertThat(quarantine.resumeReleases()).isEqualTo(1);
        assertThat(sent).singleElement().asString().contains("<boss@example.org>");
    }

    /** Can be away at the moment when a release is to be noted. */
    private final class ForgetfulStore implements QuarantineStore {
        private final QuarantineStore inner;

        ForgetfulStore(QuarantineStore inner) {
            this.inner = inner;
        }

        @Override
        public void store(MessageSource content, List<QuarantineItem> items) {
            inner.store(content, items);
        }

        @Override
        public void markSeen(ItemId id, boolean seen) {
            inner.markSeen(id, seen);
        }

        @Override
        public void markRequested(ItemId id, Instant at) {
            inner.markRequested(id, at);
        }

        @Override
        public List<QuarantineUsage> usageByKind() {
            return inner.usageByKind();
        }

        @Override
        public List<QuarantineUsage> usageByDomain() {
            return inner.usageByDomain();
        }

        @Override
        public QuarantineUsage usageOf(String recipient) {
            return inner.usageOf(recipient);
        }

        @Override
        public void upkeep() {
            inner.upkeep();
        }

        @Override
        public Optional<QuarantineItem> find(ItemId id) {
            return inner.find(id);
        }

        @Override
        public QuarantinePage list(QuarantineQuery query) {
            return inner.list(query);
        }

        @Override
        public Set<String> recipients(Instant from, Instant to) {
            return inner.recipients(from, to);
        }

        @Override
        public Optional<MessageSource> content(String id) {
            return inner.content(id);
        }

        @Override
        public boolean transition(ItemId id, ItemStatus from, ItemStatus to, Optional<String> releaseTo) {
            if (to == ItemStatus.RELEASED && storeForgets.get()) {
                throw new StorageUnavailableException("away", null);
            }
            return inner.transition(id, from, to, releaseTo);
        }

        @Override
        public List<QuarantineItem> releasing() {
            return inner.releasing();
        }
    }

    private Facts facts(String sender) {
        return new Facts(Facts.VERSION, messageId, NOW, Direction.INCOMING, new Envelope(sender, List.of(ONE, TWO, "three@example.org")),
            Client.of("192.0.2.1"), 17, List.of(new HeaderField("subject", "raw", "Grüße"), new HeaderField("FROM", "raw", "Müller <m@x>")),
            List.of(), List.of(), List.of(),
            new VirusScan(VirusScan.Status.INFECTED, List.of(new VirusFinding("clamav", "Some.Virus"))),
            new SpamAnalysis(7.5, List.of(new SpamHit("GTUBE", 7, ""), new SpamHit("B", 0.5, ""))), List.of(), Map.of());
    }

    private static Disposition quarantined(String recipient, QuarantineKind kind) {
        return new Disposition(recipient, new Action.Quarantine(kind), List.of(), List.of("Rule of " + kind));
    }

    private ItemId put(String recipient) {
        return quarantine.put(facts("sender@example.com"), List.of(quarantined(recipient, QuarantineKind.SPAM)), MAIL).get(0).id();
    }

    private ItemStatus status(ItemId id) {
        return store.find(id).orElseThrow().status();
    }

    @Test
    void putShouldMakeOneItemForEachQuarantinedRecipient() {
        List<QuarantineItem> items = quarantine.put(facts("sender@example.com"), List.of(
            quarantined(ONE, QuarantineKind.SPAM), quarantined(TWO, QuarantineKind.VIRUS),
            new Disposition("three@example.org", new Action.Accept(), List.of(), List.of())), MAIL);

        assertThat(items).extracting(QuarantineItem::recipient).containsExactly(ONE, TWO);
        assertThat(items).extracting(QuarantineItem::kind).containsExactly(QuarantineKind.SPAM, QuarantineKind.VIRUS);
        assertThat(items).extracting(QuarantineItem::reason).containsExactly("score 7.5: GTUBE, B", "Some.Virus");
        assertThat(items.get(0)).satisfies(item -> {
            assertThat(item.id()).isEqualTo(ItemId.of(messageId, ONE));
            assertThat(item.subject()).isEqualTo("Grüße");
            assertThat(item.headerFrom()).isEqualTo("Müller <m@x>");
            assertThat(item.quarantinedAt()).isEqualTo(NOW);
            assertThat(item.rules()).containsExactly("Rule of SPAM");
        });
        assertThat(items).allSatisfy(item -> assertThat(quarantine.find(item.id())).contains(item));
        assertThat(events).containsExactly(EventType.QUARANTINED + " " + ONE + " ", EventType.QUARANTINED + " " + TWO + " ");
    }

    @Test
    void spamOfASenderWhomTheRecipientBlockedShouldSaySo() {
        Facts blocked = facts("sender@example.com").with(List.of(new ListHit(ListHit.BLOCKLIST, Optional.of(ONE), "*@example.com"),
            new ListHit(ListHit.BLOCKLIST, Optional.empty(), "example.com"), new ListHit(ListHit.WELCOMELIST, Optional.of(TWO), "x")));
        assertThat(quarantine.put(blocked, List.of(quarantined(ONE, QuarantineKind.SPAM), quarantined(TWO, QuarantineKind.SPAM)), MAIL))
            .extracting(QuarantineItem::reason).containsExactly("blocklist: *@example.com", "score 7.5: GTUBE, B");
    }

    @Test
    void lifetimeShouldDependOnTheKind() {
        Map<QuarantineKind, Duration> lifetimes = new EnumMap<>(QuarantineKind.class);
        for (QuarantineKind kind : QuarantineKind.values()) {
            lifetimes.put(kind, Duration.ofDays(kind.ordinal() + 1L));
        }
        Quarantine varied = new Quarantine(store, this::deliver, (id, type, recipient, details) -> events.add(""),
            new QuarantineConfiguration(lifetimes, Map.of(), PosternConfiguration.defaults().quarantine().releases()), clock, Set.of());

        for (QuarantineKind kind : QuarantineKind.values()) {
            assertThat(varied.put(facts(""), List.of(quarantined(kind + "@example.org", kind)), MAIL).get(0).expiresAt())
                .isEqualTo(NOW.plus(Duration.ofDays(kind.ordinal() + 1L)));
        }
    }

    @Test
    void releaseShouldDeliverToTheOriginalRecipientOnlyFromTheOriginalSender() {
        ItemId one = put(ONE);
        ItemId two = put(TWO);

        assertThat(quarantine.release(one, "admin")).isEqualTo(ReleaseOutcome.RELEASED);

        assertThat(sent).containsExactly(messageId + " <sender@example.com> <" + ONE + "> 17");
        assertThat(status(one)).isEqualTo(ItemStatus.RELEASED);
        assertThat(status(two)).isEqualTo(ItemStatus.PENDING);
        assertThat(events).contains(EventType.RELEASED + " " + ONE + " admin");
    }

    @Test
    void releaseShouldKeepTheNullSender() {
        ItemId id = quarantine.put(facts(""), List.of(quarantined(ONE, QuarantineKind.SPAM)), MAIL).get(0).id();

        quarantine.release(id, "admin");

        assertThat(sent).containsExactly(messageId + " <> <" + ONE + "> 17");
    }

    @Test
    void outcomeShouldTellWhatHappenedBefore() {
        ItemId released = put(ONE);
        quarantine.release(released, "admin");
        ItemId deleted = put(TWO);
        assertThat(quarantine.delete(deleted, "admin")).isEqualTo(DeleteOutcome.DELETED);
        ItemId unknown = ItemId.of(messageId, "unknown@example.org");

        assertThat(quarantine.release(released, "bob")).isEqualTo(ReleaseOutcome.ALREADY_RELEASED);
        assertThat(quarantine.release(deleted, "bob")).isEqualTo(ReleaseOutcome.DELETED);
        assertThat(quarantine.release(unknown, "bob")).isEqualTo(ReleaseOutcome.NOT_FOUND);
        assertThat(quarantine.delete(released, "bob")).isEqualTo(DeleteOutcome.ALREADY_RELEASED);
        assertThat(quarantine.delete(deleted, "bob")).isEqualTo(DeleteOutcome.ALREADY_DELETED);
        assertThat(quarantine.delete(unknown, "bob")).isEqualTo(DeleteOutcome.NOT_FOUND);
        assertThat(quarantine.settleElsewhere(released, "bob", "INBOX")).isEqualTo(ReleaseOutcome.ALREADY_RELEASED);
        assertThat(quarantine.settleElsewhere(deleted, "bob", "INBOX")).isEqualTo(ReleaseOutcome.DELETED);
        assertThat(quarantine.settleElsewhere(unknown, "bob", "INBOX")).isEqualTo(ReleaseOutcome.NOT_FOUND);
        assertThat(sent).hasSize(1);
        assertThat(events).noneMatch(event -> event.endsWith("bob"));
    }

    @Test
    void releaseShouldSendOnceAmongManyThreads() {
        ItemId id = put(ONE);

        List<ReleaseOutcome> outcomes = IntStream.range(0, 64).parallel().mapToObj(i -> quarantine.release(id, "admin" + i)).toList();

        assertThat(outcomes).filteredOn(outcome -> outcome == ReleaseOutcome.RELEASED).hasSize(1);
        assertThat(outcomes).filteredOn(outcome -> outcome == ReleaseOutcome.ALREADY_RELEASED).hasSize(63);
        assertThat(sent).hasSize(1);
    }

    @Test
    void settlingElsewhereShouldSendNothing() {
        ItemId id = put(ONE);

        assertThat(quarantine.settleElsewhere(id, "bob", "INBOX")).isEqualTo(ReleaseOutcome.RELEASED);

        assertThat(sent).isEmpty();
        assertThat(status(id)).isEqualTo(ItemStatus.RELEASED);
        assertThat(events).contains(EventType.RELEASED + " " + ONE + " bob");
        assertThat(quarantine.content(id)).isEmpty();
    }

    @Test
    void itemShouldWaitAsBeforeWhenTheQueueDoesNotTakeIt() {
        ItemId id = put(ONE);
        queueAway.set(true);

        assertThatThrownBy(() -> quarantine.release(id, "admin")).isInstanceOf(ReleaseFailedException.class)
            .hasMessageContaining("queue is away");
        assertThat(status(id)).isEqualTo(ItemStatus.PENDING);
        assertThat(events).noneMatch(event -> event.startsWith(EventType.RELEASED.name()));

        queueAway.set(false);
        assertThat(quarantine.release(id, "admin")).isEqualTo(ReleaseOutcome.RELEASED);
        assertThat(sent).hasSize(1);
    }

    @Test
    void releaseThatACrashInterruptedShouldBeTakenUpAfterAMinute() {
        ItemId id = put(ONE);
        store.transition(id, ItemStatus.PENDING, ItemStatus.RELEASING);
        Quarantine restarted = quarantine(store);

        assertThat(restarted.resumeReleases()).isZero();
        clock.advance(Duration.ofSeconds(59));
        assertThat(restarted.resumeReleases()).isZero();
        assertThat(sent).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(restarted.resumeReleases()).isEqualTo(1);

        assertThat(sent).hasSize(1);
        assertThat(status(id)).isEqualTo(ItemStatus.RELEASED);
        assertThat(restarted.resumeReleases()).isZero();
    }

    @Test
    void resumedReleaseThatFailsAgainShouldWaitInQuarantine() {
        ItemId id = put(ONE);
        store.transition(id, ItemStatus.PENDING, ItemStatus.RELEASING);
        queueAway.set(true);

        quarantine.resumeReleases();
        clock.advance(Duration.ofMinutes(1));
        assertThat(quarantine.resumeReleases()).isZero();

        assertThat(status(id)).isEqualTo(ItemStatus.PENDING);
    }

    @Test
    void releaseThatTheStoreCouldNotNoteShouldNotBeSentAgain() {
        ItemId id = put(ONE);
        storeForgets.set(true);
        assertThat(quarantine.release(id, "admin")).isEqualTo(ReleaseOutcome.RELEASED);
        assertThat(status(id)).isEqualTo(ItemStatus.RELEASING);
        storeForgets.set(false);

        quarantine.resumeReleases();
        clock.advance(Duration.ofMinutes(1));
        quarantine.resumeReleases();

        assertThat(sent).hasSize(1);
        assertThat(status(id)).isEqualTo(ItemStatus.RELEASED);
        assertThat(events).filteredOn(event -> event.startsWith(EventType.RELEASED.name())).hasSize(1);
    }

    @Test
    void observersShouldBeToldAndTheirFailuresNotHurt() {
        ItemId one = put(ONE);
        ItemId two = put(TWO);

        quarantine.release(one, "admin");
        quarantine.delete(two, "admin");

        assertThat(news).containsExactly("quarantined " + ONE, "quarantined " + TWO, "RELEASED " + ONE, "DELETED " + TWO);
    }

    @Test
    void puttingAgainAfterTheReleaseShouldTellNobody() {
        ItemId id = put(ONE);
        quarantine.release(id, "admin");
        news.clear();

        put(ONE);

        assertThat(news).isEmpty();
        assertThat(status(id)).isEqualTo(ItemStatus.RELEASED);
        assertThat(sent).hasSize(1);
    }
}
