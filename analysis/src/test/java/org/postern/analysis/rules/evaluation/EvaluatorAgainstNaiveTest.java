// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Contents;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.PartField;
import org.postern.analysis.facts.PartText;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.TestFacts;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Combination;
import org.postern.analysis.rules.Group;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.rules.Rule;
import org.postern.analysis.rules.RuleAction;
import org.postern.analysis.rules.RuleDirection;
import org.postern.analysis.rules.RuleExplanation;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Slot;
import org.postern.analysis.rules.text.TextPattern;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.what.Bounds;
import org.postern.analysis.rules.what.FactPath;
import org.postern.analysis.rules.what.FactTest;
import org.postern.analysis.rules.what.WhatCondition;
import org.postern.analysis.rules.when.TimeFrame;
import org.postern.analysis.rules.when.WhenCondition;
import org.postern.analysis.rules.who.WhoCondition;
import org.postern.analysis.rules.yaml.RuleSetYaml;

/** Compares the indexed evaluator with a plain reading of the rules, on random rule sets and messages. */
class EvaluatorAgainstNaiveTest {
    private static final List<WhoCondition> WHO = List.of(
        new WhoCondition.Address("a@example.org"), new WhoCondition.Address("ONE@example.com"),
        new WhoCondition.Domain("example.org", false), new WhoCondition.Domain("example.com", true),
        new WhoCondition.Domain("org", true), new WhoCondition.AddressPattern(TextPattern.of("(one|two)@.*")),
        new WhoCondition.AddressPattern(TextPattern.of(".*\\.example\\.com")), new WhoCondition.AddressPattern(TextPattern.of("")),
        WhoCondition.ClientNetwork.of("192.0.2.0/24"), WhoCondition.ClientNetwork.of("192.0.2.7"),
        WhoCondition.ClientNetwork.of("0.0.0.0/0"), WhoCondition.ClientNetwork.of("2001:db8::/33"),
        new WhoCondition.HeaderFrom(new WhoCondition.Domain("bank.example", true)),
        new WhoCondition.HeaderFrom(new WhoCondition.AddressPattern(TextPattern.of("boss@.*"))));
    private static final List<WhatCondition> WHAT = List.of(
        new WhatCondition.Virus(), new WhatCondition.Unscanned(), new WhatCondition.SpamLevel(3), new WhatCondition.SpamLevel(5),
        new WhatCondition.Listed(ListHit.WELCOMELIST), new WhatCondition.AnomalyKind("mime."),
        new WhatCondition.FileName(TextPattern.of(".*\\.(exe|scr)")), new WhatCondition.FileName(TextPattern.of(".*\\.pdf")),
        new WhatCondition.FileName(TextPattern.of(".+")), new WhatCondition.ContentType(TextPattern.of("^image/"), false),
        new WhatCondition.ContentType(TextPattern.of("pdf|zip"), true), new WhatCondition.ContentType(TextPattern.of("multipart"), false),
        new WhatCondition.HeaderMatch("Subject", TextPattern.of("offer"), true),
        new WhatCondition.HeaderMatch("X-Mark", TextPattern.of(".*"), false),
        new WhatCondition.BodyText(TextPattern.of("\u212aIND|cheap")), new WhatCondition.UriMatch(TextPattern.of("https?://evil")),
        new WhatCondition.UriDomain("evil.example", true), new WhatCondition.MessageSize(Bounds.from(1000)),
        new WhatCondition.RecipientCount(Bounds.from(2)), new WhatCondition.AttachmentSize(Bounds.from(100)),
        new WhatCondition.Tls(true), new WhatCondition.ArchiveFileName(TextPattern.of(".*\\.exe")),
        new FactTest(FactPath.parse("parts.detectedType"), Optional.of("image/png"), Optional.empty(), Optional.empty()),
        new FactTest(FactPath.parse("spam.score"), Optional.empty(), Optional.empty(), Optional.of(Bounds.from(4))));
    private static final List<WhenCondition> WHEN = List.of(WhenCondition.daily(TimeFrame.parse("08:00-16:00")),
        WhenCondition.daily(TimeFrame.parse("22:00-06:00")),
        new WhenCondition(Optional.empty(), Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY), Optional.empty(), Optional.empty(),
            Optional.of(ZoneId.of("Asia/Tokyo"))));
    private static final List<Action> ACTIONS = List.of(new Action.Accept(), new Action.Block(), new Action.Hold(),
        new Action.Reject(550, "no"), new Action.Quarantine(QuarantineKind.ATTACHMENT), new Action.QuarantineByCause(),
        new Action.SetHeader("X-Mark", "1"), new Action.SetHeader("Subject", "2"), new Action.RemoveAttachments(false, "", false),
        new Action.RemoveAttachments(true, "", true), new Action.Notify("__ADMIN__", "s", "b", false), new Action.Redirect("r@b.example"));

    @Property(tries = 800)
    void evaluatorShouldAgreeWithAPlainReading(@ForAll("ruleSets") RuleSet rules, @ForAll("facts") Facts facts) {
        Verdict verdict = new RuleEvaluator().evaluate(rules, facts);
        assertThat(verdict.dispositions()).isEqualTo(new NaiveEvaluator(rules, facts).dispositions());
        for (RuleExplanation explanation : verdict.explanation()) {
            assertThat(verdict.dispositions().stream().filter(one -> one.rules().contains(explanation.rule()))
                .map(one -> one.recipient()).toList()).isEqualTo(explanation.recipients());
        }
    }

    @Property(tries = 200)
    void writtenRuleSetShouldReadBackTheSame(@ForAll("ruleSets") RuleSet rules) {
        RuleSetYaml yaml = new RuleSetYaml();
        assertThat(yaml.read(yaml.write(rules))).isEqualTo(rules);
    }

    @Provide
    Arbitrary<Facts> facts() {
        Arbitrary<String> senders = Arbitraries.of("a@example.org", "b@sub.example.com", "", "x@EXAMPLE.ORG", "one@other.example");
        Arbitrary<String> clients = Arbitraries.of("192.0.2.7", "192.0.2.200", "2001:db8::1", "::ffff:192.0.2.7", "unknown");
        Arbitrary<List<String>> recipients = Arbitraries.of("one@example.com", "two@example.com", "three@sub.example.com")
            .list().uniqueElements().ofMinSize(1).ofMaxSize(3);
        Arbitrary<VirusScan> scans = Arbitraries.of(VirusScan.clean(), VirusScan.clean(), VirusScan.unknown(), VirusScan.disabled(),
            TestFacts.infected().virus());
        Arbitrary<SpamAnalysis> spam = Arbitraries.of(0.0, 2.999, 3.0, 4.9, 7.0).map(score -> new SpamAnalysis(score, List.of()));
        Arbitrary<List<Part>> parts = Arbitraries.of(0, 1, 2, 3).map(EvaluatorAgainstNaiveTest::parts);
        Arbitrary<List<ListHit>> lists = Arbitraries.of(List.of(), List.of(),
            List.of(new ListHit(ListHit.WELCOMELIST, Optional.of("one@example.com"), "a"),
                new ListHit(ListHit.BLOCKLIST, Optional.of("two@example.com"), "a")), List.of(new ListHit("welcomelist", Optional.empty(),
                    "")));
        return Combinators.combine(senders, clients, recipients, scans, spam, parts, lists, Arbitraries.integers().between(0, 1 << 20))
            .as((sender, client, to, scan, score, entities, hits, dice) -> {
                List<HeaderField> headers = new ArrayList<>();
                headers.add(field("Subject", (dice & 1) == 0 ? "Special OFFER" : "hello"));
                headers.add(field("From", (dice & 2) == 0 ? "Boss <boss@bank.example>" : "a@example.org"));
                if ((dice & 4) == 0) {
                    headers.add(field("X-Mark", "forged"));
                }
                Contents contents = (dice & 8) == 0 ? Contents.none() : new Contents(List.of(new PartText(2, false,
                    "A \u017fhort Kind CHEAP text")),
                    List.of(new PartField(3, "x-mark", "below")));
                Direction direction = (dice & 16) == 0 ? Direction.INCOMING : Direction.OUTGOING;
                Client who = new Client(client, Optional.empty(), Optional.empty(),
                    (dice & 32) == 0 ? Optional.empty() : Optional.of("TLSv1.3"), Optional.empty());
                return new Facts(Facts.VERSION, "01ARZ3NDEKTSV4RRFFQ69G5FAV", Instant.ofEpochSecond(1_770_000_000L + dice), direction,
                    new Envelope(sender, to), who, dice % 2000, headers, entities,
                    (dice & 64) == 0 ? List.of() : List.of("http://www.evil.example/x"), List.of(), scan, score, List.of(), Map.of(),
                    contents, hits);
            });
    }

    private static HeaderField field(String name, String value) {
        return new HeaderField(name, value, value);
    }

    private static List<Part> parts(int kind) {
        List<Part> parts = new ArrayList<>();
        if (kind == 0) {
            return parts;
        }
        if (kind == 1) {
            parts.add(new Part(1, 0, "text/plain", "text/plain", Optional.empty(), false, 50));
            return parts;
        }
        parts.add(new Part(1, 0, "multipart/mixed", "multipart/mixed", Optional.empty(), false, 0));
        parts.add(new Part(2, 1, "text/plain", "text/plain", Optional.empty(), false, 50));
        parts.add(new Part(3, 1, "application/pdf", "image/png", Optional.of("Bill.PDF"), true, 500));
        if (kind == 3) {
            parts.add(new Part(4, 1, "multipart/related", "multipart/related", Optional.empty(), false, 0));
            parts.add(new Part(5, 2, "application/zip", "application/zip", Optional.of("x.exe "), true, 50));
            parts.add(new Part(6, 2, "image/jpeg", "image/jpeg", Optional.empty(), false, 150));
        }
        return parts;
    }

    @Provide
    Arbitrary<RuleSet> ruleSets() {
        Arbitrary<Combination> logic = Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, false, false))
            .as(Combination::new);
        Arbitrary<Map<String, Group<WhoCondition>>> who = groups(WHO, logic);
        Arbitrary<Map<String, Group<WhenCondition>>> when = groups(WHEN, logic);
        Arbitrary<Map<String, Group<WhatCondition>>> what = groups(WHAT, logic);
        Arbitrary<Slot> slots = Combinators.combine(Arbitraries.of("g0", "g1", "g2").list().uniqueElements().ofMaxSize(2), logic)
            .as((names, combination) -> names.isEmpty() ? Slot.EMPTY : new Slot(names, combination));
        Arbitrary<List<RuleAction>> actions = Arbitraries.of(ACTIONS).list().uniqueElements().ofMinSize(1).ofMaxSize(3)
            .map(list -> list.stream().<RuleAction>map(RuleAction.Inline::new).toList());
        Arbitrary<Rule> rules = Combinators.combine(Arbitraries.integers().between(0, 4), Arbitraries.of(true, true, true, false),
            Arbitraries.of(RuleDirection.values()), slots, slots, Combinators.combine(slots, Arbitraries.of(true, false, false))
                .as((slot, keep) -> keep ? slot : Slot.EMPTY), slots, actions)
            .as((priority, active, direction, from, to, during, matter, uses) ->
                new Rule("r", "", priority * 25, active, direction, from, to, during, matter, uses));
        return Combinators.combine(who, when, what, rules.list().ofMaxSize(6)).as((w, n, t, list) -> {
            List<Rule> named = new ArrayList<>();
            for (Rule rule : list) {
                named.add(new Rule("r" + named.size(), "", rule.priority(), rule.active(), rule.direction(), rule.from(), rule.to(),
                    rule.when(), rule.what(), rule.actions()));
            }
            return new RuleSet("1", ZoneId.of("Europe/Berlin"), w, n, t, Map.of(), named, List.of());
        });
    }

    private static <T> Arbitrary<Map<String, Group<T>>> groups(List<T> objects, Arbitrary<Combination> logic) {
        Arbitrary<Group<T>> group = Combinators.combine(logic, Arbitraries.of(objects).list().ofMaxSize(3))
            .as((combination, some) -> new Group<>("", combination, some));
        return group.list().ofSize(3).map(list -> {
            Map<String, Group<T>> map = new LinkedHashMap<>();
            for (int i = 0; i < list.size(); i++) {
                map.put("g" + i, list.get(i));
            }
            return map;
        });
    }
}
