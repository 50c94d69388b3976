// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.MessageId;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.rules.Example;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.evaluation.CompiledRules;
import org.postern.analysis.rules.example.ExampleFacts;
import org.postern.analysis.rules.yaml.RuleSetYaml;
import org.postern.gateway.rules.ActiveRules;
import org.postern.gateway.rules.KeptFacts;
import org.postern.gateway.rules.Replay;
import org.postern.gateway.rules.RuleHitStore;
import org.postern.gateway.rules.RuleHits;
import org.postern.gateway.rules.RuleSetConflictException;
import org.postern.gateway.rules.RuleSets;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;
import org.postern.storage.cassandra.TestCassandra;

import com.datastax.oss.driver.api.core.CqlSession;

/** The rules of two nodes, each with its own session, stores and services, on one Cassandra. */
@ExtendWith(CassandraExtension.class)
class TwoNodesTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private CqlSession session;
    private Node first;
    private Node second;

    /** What a node has of the rules. */
    private static final class Node {
        final CassandraStores stores;
        final ActiveRules active;
        final RuleSets ruleSets;
        final RuleHits hits;

        Node(CassandraStores stores) {
            this.stores = stores;
            RuleSet file = rules(5);
            this.active = new ActiveRules(() -> file, stores.ruleSets(), false, CLOCK);
            this.ruleSets = new RuleSets(stores.ruleSets(), active, CLOCK);
            this.hits = new RuleHits(stores.ruleHits(), CLOCK);
        }

        Verdict judge(Facts facts) {
            Verdict verdict = CompiledRules.of(active.get()).evaluate(facts);
            hits.count(verdict);
            stores.facts().keep(KeptFacts.of(facts, verdict));
            return verdict;
        }
    }

    @BeforeEach
    void start(TestCassandra cassandra) {
        session = cassandra.newSession(cassandra.session().getKeyspace().orElseThrow().asInternal());
        first = new Node(cassandra.stores());
        second = new Node(CassandraStores.open(session, TestCassandra.SETTINGS, CLOCK));
    }

    @AfterEach
    void stop() {
        session.close();
    }

    private static RuleSet rules(int points) {
        return new RuleSetYaml().read("""
            version: file-1
            what:
              Spam:
                - spam-level: %d
            rules:
              - name: Quarantine Spam
                priority: 80
                what: [Spam]
                actions:
                  - quarantine: spam
            """.formatted(points));
    }

    private static Facts message(double points, Random random) {
        Facts facts = new ExampleFacts().of(new Example("x", Optional.empty(), Map.of("recipients", "anna@a.test"), Map.of("", "any"),
            List.of()));
        Instant now = CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Facts(Facts.VERSION, MessageId.next(now, random), now, facts.direction(), facts.envelope(), facts.client(), facts.size(),
            facts.headers(), facts.parts(), facts.uris(), facts.anomalies(), facts.virus(), new SpamAnalysis(points, List.of()),
            facts.unknown(), facts.timingsMicros());
    }

    private static String outcome(Verdict verdict) {
        return verdict.dispositions().get(0).outcomeName();
    }

    private void usedByBoth(String version) {
        await().atMost(PROMISED).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            assertThat(first.active.get().version()).isEqualTo(version);
            assertThat(second.active.get().version()).isEqualTo(version);
        });
    }

    @Test
    void aVersionShouldBeUsedByAllNodesInTimeAndMailInFlightKeepItsOwn() {
        Facts message = message(3, new Random(1));
        CompiledRules inFlight = CompiledRules.of(second.active.get());
        long strict = first.ruleSets.store(rules(2), "anna", "strict").number();
        assertThat(second.active.get().version()).as("made is not in force").isEqualTo("file-1");

        assertThat(first.ruleSets.activate(strict, "anna")).isTrue();
        usedByBoth(String.valueOf(strict));
        assertThat(outcome(second.judge(message))).isEqualTo("quarantine spam");
        Verdict begunBefore = inFlight.evaluate(message);
        assertThat(begunBefore.ruleSetVersion()).isEqualTo("file-1");
        assertThat(outcome(begunBefore)).isEqualTo("accept");

        long loose = second.ruleSets.store(rules(9), "bob", "loose").number();
        assertThat(second.ruleSets.activate(loose, "bob")).isTrue();
        usedByBoth(String.valueOf(loose));
        assertThat(second.ruleSets.activate(strict, "bob")).as("going back").isTrue();
        usedByBoth(String.valueOf(strict));
        first.ruleSets.useFile();
        usedByBoth("file-1");
    }

    @Test
    void hitsOfBothNodesShouldAddUp() {
        Random random = new Random(2);
        Instant hour = CLOCK.instant().truncatedTo(ChronoUnit.HOURS);
        List<CompletableFuture<Void>> work = List.of(first, second).stream().map(node -> CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 40; i++) {
                Facts facts;
                synchronized (random) {
                    facts = message(7, random);
                }
                node.judge(facts);
                if (i % 10 == 9) {
                    node.hits.flush();
                }
            }
        })).toList();
        work.forEach(CompletableFuture::join);
        for (Node node : List.of(first, second)) {
            Map<RuleHitStore.Key, Long> read = node.stores.ruleHits().read(hour, hour.plus(Duration.ofHours(2)));
            assertThat(read.entrySet().stream().filter(entry -> entry.getKey().rule().equals("Quarantine Spam"))
                .mapToLong(Map.Entry::getValue).sum()).isEqualTo(80);
        }
    }

    @Test
    void aReplayShouldSeeTheMailOfBothNodesAndReproduceEveryOutcome() {
        Random random = new Random(3);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            Facts facts = message(i % 10, random);
            ids.add(facts.messageId());
            (i % 2 == 0 ? first : second).judge(facts);
        }
        Instant now = CLOCK.instant();
        for (Node node : List.of(first, second)) {
            Set<String> seen = new HashSet<>();
            node.stores.facts().read(now.minus(Duration.ofHours(1)), now.plus(Duration.ofMinutes(1)), kept -> {
                seen.add(kept.facts().messageId());
                return true;
            });
            assertThat(seen).isEqualTo(ids);
            Replay.Result unchanged = new Replay(node.active.get()).run(node.stores.facts(), now.minus(Duration.ofHours(1)),
                now.plus(Duration.ofMinutes(1)));
            assertThat(unchanged.messages()).isEqualTo(30);
            assertThat(unchanged.identicalPercent()).isEqualTo(100);
            Replay.Result stricter = new Replay(rules(3)).run(node.stores.facts(), now.minus(Duration.ofHours(1)),
                now.plus(Duration.ofMinutes(1)));
            assertThat(stricter.changes()).isEqualTo(Map.of("accept -> quarantine spam", 6L));
        }
    }

    @Test
    void ofTwoNodesThatChangeTheWorkingCopyAtOnceOneShouldWin() {
        AtomicInteger won = new AtomicInteger();
        String tag = first.ruleSets.draft().tag();
        List<CompletableFuture<Void>> work = List.of(first, second).stream().map(node -> CompletableFuture.runAsync(() -> {
            try {
                node.ruleSets.replaceDraft(tag, rules(node == first ? 6 : 7), "x");
                won.incrementAndGet();
            } catch (RuleSetConflictException expected) {
                assertThat(expected).hasMessageContaining("Somebody else");
            }
        })).toList();
        work.forEach(CompletableFuture::join);
        assertThat(won).hasValue(1);
        assertThat(first.ruleSets.draft()).isEqualTo(second.ruleSets.draft());
    }

    @Test
    void versionsThatAreMadeAtOnceShouldAllBeKeptUnderNumbersOfTheirOwn() {
        List<CompletableFuture<Long>> work = List.of(first, second, first, second).stream()
            .map(node -> CompletableFuture.supplyAsync(() -> node.ruleSets.store(rules(4), "x", "").number())).toList();
        Set<Long> numbers = new HashSet<>();
        work.forEach(one -> numbers.add(one.join()));
        assertThat(numbers).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        assertThat(second.ruleSets.versions()).hasSize(4).isEqualTo(first.ruleSets.versions());
    }
}
