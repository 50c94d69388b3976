// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.facts.Anomaly;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.FactsJson;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.TestFacts;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.facts.VirusFinding;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.rules.evaluation.RuleEvaluator;

class JsonRoundTripTest {
    private final FactsJson factsJson = new FactsJson();
    private final VerdictJson verdictJson = new VerdictJson();

    @Property(tries = 300)
    void factsShouldReadBackTheSame(@ForAll @Size(max = 12) List<String> texts, @ForAll Instant time, @ForAll Direction direction,
                                    @ForAll long number, @ForAll double score, @ForAll VirusScan.Status status) {
        String first = texts.isEmpty() ? "" : texts.get(0);
        Optional<String> maybe = texts.size() < 2 ? Optional.empty() : Optional.of(texts.get(1));
        Facts facts = new Facts(Facts.VERSION, first, time, direction, new Envelope(first, texts),
            new Client(first, maybe, maybe, Optional.empty(), maybe), number,
            texts.stream().map(text -> new HeaderField(text, first, text)).toList(),
            texts.stream().map(text -> new Part(1, 2, text, first, maybe, !maybe.isEmpty(), number)).toList(), texts,
            texts.stream().map(text -> new Anomaly(text, first)).toList(),
            new VirusScan(status, texts.stream().map(text -> new VirusFinding(first, text)).toList()),
            new SpamAnalysis(score, texts.stream().map(text -> new SpamHit(text, score, first)).toList()),
            texts.stream().map(text -> new UnknownCheck(first, text)).toList(), Map.of(first, number));
        assertThat(factsJson.read(factsJson.write(facts))).isEqualTo(facts);
    }

    @Test
    void factsShouldHoldUnicodeAndTheNullSender() {
        Facts facts = TestFacts.from(TestFacts.clean("\u4f60\u597d@\u4f8b\u3048.example", "\ud83d\ude00@example.com"), "", "2001:db8::1");
        assertThat(factsJson.read(factsJson.write(facts))).isEqualTo(facts);
    }

    @Test
    void fieldsOfLaterVersionsShouldBePassedOver() {
        Facts facts = TestFacts.infected();
        String later = factsJson.write(facts).replaceFirst("\\{", "{\"weather\":{\"rain\":[1]},")
            .replace("\"helo\":", "\"colour\":\"red\",\"helo\":");
        assertThat(later).contains("colour");
        assertThat(factsJson.read(later)).isEqualTo(facts);
    }

    @Test
    void factsShouldNotHoldWhatIsDerived() {
        assertThat(factsJson.write(TestFacts.infected())).doesNotContain("\"infected\"", "heuristic").contains("\"version\":1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "x", "{\"version\":1}", "{\"version\":\"1\"}", "{\"version\":1} x"})
    void textThatIsNoFactsShouldBeRefused(String text) {
        assertThatThrownBy(() -> factsJson.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unsupportedVersionShouldBeNamed() {
        String later = factsJson.write(TestFacts.clean()).replace("\"version\":1", "\"version\":2");
        assertThatThrownBy(() -> factsJson.read(later)).isInstanceOf(IllegalArgumentException.class)
            .hasMessage("Facts of version 2 is not supported, only version 1 is");
    }

    @Test
    void verdictShouldReadBackWithEveryKindOfAction() {
        List<Action> actions = List.of(new Action.SetHeader("X-A", "v\u00fc"), new Action.Notify("__ADMIN__", "s", "b\n\u00fc", true),
            new Action.TagExternal("[x] ", "b"), new Action.RemoveAttachments(true, "t", true),
            new Action.Disclaimer("d", Action.Position.START, false), new Action.AddRecipient("a@b.example"),
            new Action.Redirect("a@b.example"), new Action.Bcc("a@b.example", true));
        Verdict verdict = new Verdict("7", List.of(
            new Disposition("a@example.com", new Action.Accept(),
                actions.stream().map(action -> new BoundAction("r", action, List.of(2, 3))).toList(), List.of("r", "default-accept")),
            new Disposition("d@example.com", new Action.Reject(550, "no"), List.of(), List.of("r")),
            new Disposition("b@example.com", new Action.Block(), List.of(), List.of()),
            new Disposition("c@example.com", new Action.Quarantine(QuarantineKind.ATTACHMENT), List.of(), List.of("q"))),
            List.of(new RuleExplanation("r", List.of("a@example.com"), "because")));
        String json = verdictJson.write(verdict);
        assertThat(json).contains("\"type\":\"set-header\"", "\"type\":\"quarantine\"").doesNotContain("\"final\"", "delivers");
        assertThat(verdictJson.read(json)).isEqualTo(verdict);
        assertThat(verdictJson.read(json.replaceFirst("\\{", "{\"later\":1,"))).isEqualTo(verdict);
    }

    @Test
    void verdictWithAnActionOfALaterVersionShouldBeRefusedClearly() {
        Verdict verdict = new RuleEvaluator().evaluate(new RuleSet("1", Map.of(), Map.of(), List.of()), TestFacts.clean());
        String json = verdictJson.write(verdict).replace("\"type\":\"accept\"", "\"type\":\"teleport\"");
        assertThatThrownBy(() -> verdictJson.read(json)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("teleport");
    }
}
