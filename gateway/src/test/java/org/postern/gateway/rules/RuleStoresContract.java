// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.facts.MessageId;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Example;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.evaluation.RuleEvaluator;
import org.postern.analysis.rules.example.ExampleFacts;
import org.postern.analysis.rules.yaml.RuleSetYaml;
import org.postern.gateway.filter.Decision;
import org.postern.gateway.filter.RuleSetDecision;

/** What every store of rules, hits and facts must do, whatever is behind it. */
public interface RuleStoresContract {
    Instant NOW = Instant.now().truncatedTo(ChronoUnit.HOURS).minusSeconds(7200);

    RuleSetStore ruleSets();

    RuleHitStore hits();

    FactsStore facts();

    @Test
    default void versionShouldBeKeptOnceUnderItsNumber() {
        RuleSetVersion first = new RuleSetVersion(1, NOW, "anna", "first");
        assertThat(ruleSets().append(first, "one")).isTrue();
        assertThat(ruleSets().append(new RuleSetVersion(1, NOW, "bert", "other"), "two")).isFalse();
        assertThat(ruleSets().append(new RuleSetVersion(2, NOW, "anna", "second"), "three")).isTrue();
        assertThat(ruleSets().yaml(1)).contains("one");
        assertThat(ruleSets().versions()).extracting(RuleSetVersion::number).containsExactly(2L, 1L);
        assertThat(ruleSets().versions().get(1)).isEqualTo(first);
        assertThat(ruleSets().yaml(3)).isEmpty();
    }

    @Test
    default void draftShouldOnlyBeReplacedByWhoHasSeenIt() {
        RuleSetState first = new RuleSetState("a", "one", "anna", NOW);
        assertThat(ruleSets().draft()).isEmpty();
        assertThat(ruleSets().replaceDraft(Optional.empty(), first)).isTrue();
        assertThat(ruleSets().replaceDraft(Optional.empty(), new RuleSetState("x", "no", "bert", NOW))).isFalse();
        assertThat(ruleSets().replaceDraft(Optional.of("z"), new RuleSetState("x", "no", "bert", NOW))).isFalse();
        assertThat(ruleSets().replaceDraft(Optional.of("a"), new RuleSetState("b", "two", "bert", NOW))).isTrue();
        assertThat(ruleSets().draft()).contains(new RuleSetState("b", "two", "bert", NOW));
    }

    @Test
    default void activeVersionShouldBeTheLastThatWasNamed() {
        ruleSets().activate(Optional.of(new RuleSetState("a", "1", "anna", NOW)));
        ruleSets().activate(Optional.of(new RuleSetState("b", "2", "anna", NOW)));
        assertThat(ruleSets().active().map(RuleSetState::text)).contains("2");
        ruleSets().activate(Optional.empty());
        assertThat(ruleSets().active()).isEmpty();
    }

    @Test
    default void hitsShouldAddUpByHourAndRule() {
        RuleHitStore.Key key = new RuleHitStore.Key(NOW, "Spam");
        hits().add(Map.of(key, 2L, new RuleHitStore.Key(NOW.minusSeconds(3600), "Spam"), 5L));
        hits().add(Map.of(key, 3L));
        assertThat(hits().read(NOW, NOW.plusSeconds(3600))).isEqualTo(Map.of(key, 5L));
        assertThat(hits().read(NOW.minusSeconds(3600), NOW.plusSeconds(3600)).values()).containsExactlyInAnyOrder(5L, 5L);
    }

    @Test
    default void factsShouldBeFoundByIdAndByTime() {
        KeptFacts early = kept(NOW.minusSeconds(600));
        KeptFacts late = kept(NOW.plusSeconds(10));
        facts().keep(early);
        facts().keep(late);
        assertThat(facts().find(late.facts().messageId())).contains(late);
        List<KeptFacts> read = new ArrayList<>();
        facts().read(NOW, NOW.plusSeconds(600), read::add);
        assertThat(read).containsExactly(late);
        List<KeptFacts> first = new ArrayList<>();
        facts().read(NOW.minusSeconds(900), NOW.plusSeconds(600), one -> {
            first.add(one);
            return false;
        });
        assertThat(first).hasSize(1);
    }

    @Test
    default void hitsOfAllNodesShouldAddUp() {
        Clock clock = Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC);
        RuleHits one = new RuleHits(hits(), clock);
        RuleHits other = new RuleHits(hits(), clock);
        Verdict verdict = new Verdict("1", List.of(new Disposition("a@local.example", new Action.Accept(), List.of(), List.of("Tag", "Ok")),
            new Disposition("b@local.example", new Action.Accept(), List.of(), List.of("Ok"))), List.of());
        one.count(verdict);
        other.count(verdict);
        other.count(verdict);
        one.flush();
        other.flush();
        other.flush();
        assertThat(hits().read(NOW, NOW.plusSeconds(3600))).containsEntry(new RuleHitStore.Key(NOW, "Tag"), 3L)
            .containsEntry(new RuleHitStore.Key(NOW, "Ok"), 3L);
    }

    @Test
    default void anotherNodeShouldUseANewVersionWithinFiveSeconds() {
        RuleSets here = node();
        RuleSets there = node();
        assertThat(there.inForce().version()).isEqualTo("file");
        activate(here, "Subject: first");
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(there.inForce().version()).isEqualTo("1"));
        activate(there, "Subject: second");
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(here.inForce().version()).isEqualTo("2"));
        here.useFile();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(there.inForce().version()).isEqualTo("file"));
    }

    @Test
    default void mailInFlightShouldKeepTheVersionItBeganWith() {
        RuleSets node = node();
        activate(node, "Subject: first");
        Decision decision = new RuleSetDecision(() -> {
            RuleSet begun = node.inForce();
            activate(node, "Subject: later");
            return begun;
        });
        KeptFacts mail = kept(NOW);
        assertThat(decision.decide(mail.facts()).ruleSetVersion()).isEqualTo("1");
        assertThat(node.inForce().version()).isEqualTo("2");
    }

    /** Facts of many kinds go through the store and back; the same rules must then say the same of every recipient. */
    @Test
    default void replayOfUnchangedRulesShouldReproduceEveryOutcome() throws IOException {
        RuleSet rules = new RuleSetYaml().read(Files.readString(Path.of("..", "james-conf", "single", "rules.yml")));
        RuleEvaluator evaluator = new RuleEvaluator();
        List<Map<String, String>> kinds = List.of(Map.of(), Map.of("spam", "2.95"), Map.of("spam", "3"), Map.of("spam", "12.125"),
            Map.of("virus", "Eicar"), Map.of("virus", "unknown"), Map.of("direction", "out", "virus", "Eicar"), Map.of("sender", ""),
            Map.of("sender", "nomail@fromthisdomain.example"), Map.of("sender", "mail@fromthisdomain.example", "spam", "9"),
            Map.of("recipients", "abuse@local.example, b\u00fcro@local.example", "spam", "7"));
        List<String> messages = List.of("Subject: plain\n\ntext\n", "Subject: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; "
            + "boundary=b\n\n--b\n\ntext\n--b\nContent-Type: application/zip; name=\"x.exe\"\n\nMZ\n--b--\n",
            "Subject: =?utf-8?q?=C3=BC?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\nno boundary\n");
        int recipients = 0;
        Set<String> outcomes = new TreeSet<>();
        for (int i = 0; i < 10 * kinds.size() * messages.size(); i++) {
            Facts facts = new ExampleFacts().of(new Example("x", Optional.of(messages.get(i % messages.size())),
                kinds.get(i / messages.size() % kinds.size()), Map.of("", "any"), List.of()));
            List<ListHit> lists = i % 4 == 0 ? List.of(new ListHit(ListHit.WELCOMELIST, Optional.of("abuse@local.example"), "x"))
                : List.of();
            Facts known = dated(facts, NOW.plusMillis(i * 50L)).with(lists);
            KeptFacts kept = KeptFacts.of(known, evaluator.evaluate(rules, known));
            recipients += kept.outcomes().size();
            outcomes.addAll(kept.outcomes().values());
            facts().keep(kept);
        }
        Replay.Result result = new Replay(rules).run(facts(), NOW, NOW.plusSeconds(3600));
        assertThat(result.recipients()).isEqualTo(recipients).isGreaterThan(300);
        assertThat(result.changes()).isEmpty();
        assertThat(result.identicalPercent()).isEqualTo(100.0);
        assertThat(outcomes).contains("accept", "block", "quarantine spam", "quarantine virus", "quarantine unscanned",
            "quarantine unparseable");
        RuleSet none = new RuleSetYaml().read("version: none\nrules: []\n");
        assertThat(new Replay(none).run(facts(), NOW, NOW.plusSeconds(3600)).identicalPercent()).isLessThan(90.0);
    }

    private RuleSets node() {
        RuleSet file = new RuleSetYaml().read("version: file\nrules: []\n");
        return new RuleSets(ruleSets(), new ActiveRules(() -> file, ruleSets(), false, Clock.systemUTC()), Clock.systemUTC());
    }

    private static void activate(RuleSets node, String comment) {
        assertThat(node.activate(node.store(new RuleSetYaml().read("version: x\nrules: []\n"), "anna", comment).number(), "anna")).isTrue();
    }

    private static KeptFacts kept(Instant received) {
        Facts facts = new ExampleFacts().of(new Example("x", Optional.empty(), Map.of(), Map.of("", "accept"), List.of()));
        return new KeptFacts(dated(facts, received), "7", Map.of("recipient@local.example", "quarantine spam"));
    }

    private static Facts dated(Facts facts, Instant received) {
        return new Facts(Facts.VERSION, MessageId.next(received, new Random(received.toEpochMilli())), received,
            facts.direction(), facts.envelope(), facts.client(), facts.size(), facts.headers(), facts.parts(), facts.uris(),
            facts.anomalies(), facts.virus(), facts.spam(), facts.unknown(), facts.timingsMicros()).with(facts.contents());
    }
}
