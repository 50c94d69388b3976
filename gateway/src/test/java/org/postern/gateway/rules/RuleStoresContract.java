// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.MessageId;
import org.postern.analysis.rules.Example;
import org.postern.analysis.rules.example.ExampleFacts;

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

    private static KeptFacts kept(Instant received) {
        Facts facts = new ExampleFacts().of(new Example("x", Optional.empty(), Map.of(), Map.of("", "accept"), List.of()));
        Facts dated = new Facts(Facts.VERSION, MessageId.next(received, new Random(received.getEpochSecond())), received,
            facts.direction(), facts.envelope(), facts.client(), facts.size(), facts.headers(), facts.parts(), facts.uris(),
            facts.anomalies(), facts.virus(), facts.spam(), facts.unknown(), facts.timingsMicros()).with(facts.contents());
        return new KeptFacts(dated, "7", Map.of("recipient@local.example", "quarantine spam"));
    }
}
