// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.spam.eval.EvalTests;
import org.postern.analysis.spam.eval.SenderEvals;
import org.postern.analysis.spam.eval.StandardEvals;
import org.postern.analysis.spam.text.MailText;

class BaseRuleSetTest {
    private static final Path CONFIGURATION = Path.of("..", "james-conf");
    private static final Path RULES = CONFIGURATION.resolve("single").resolve("spam");
    /** Rules for what others find out; they have tests of their own. */
    private static final Set<String> ELSEWHERE = Set.of("20_learned.cf", "30_dns_lists.cf", "31_impersonation.cf",
        "32_senders.cf");
    private static final double SPAM = 5;
    /** What the rules that come with Postern quarantine. */
    private static final double FACTORY_LEVEL = 3;
    private static final Instant RECEIVED = Instant.parse("2026-02-03T10:00:00Z");
    private static SpamRules rules;
    private static SpamEngine engine;
    private static String text;

    @BeforeAll
    static void compile() throws IOException {
        List<SpamRuleFile> files = new ArrayList<>();
        StringBuilder all = new StringBuilder();
        try (Stream<Path> found = Files.list(RULES)) {
            for (Path file : found.filter(each -> each.toString().endsWith(".cf")
                && !ELSEWHERE.contains(each.getFileName().toString())).sorted().toList()) {
                files.add(SpamRuleFile.of(file.getFileName().toString(), Files.readAllBytes(file)));
                all.append(Files.readString(file));
            }
        }
        rules = SpamRules.parse(files, RuleSetup.of(new EvalTests(Stream.of(StandardEvals.plugins(), SenderEvals.plugins())
            .flatMap(List::stream).toList())));
        engine = new SpamEngine(rules);
        text = all.toString();
    }

    static List<BaseRuleCase> cases() {
        return BaseRuleCase.read(BaseRuleSetTest.class, "base-rules.txt");
    }

    static List<Path> samples() throws IOException {
        Path samples = CONFIGURATION.resolve("samples");
        Set<String> filtered = Set.of("gtube.eml", "gtube-outgoing.eml", "welcomelisted-sender.eml",
            "recipients-with-different-endings.eml");
        try (Stream<Path> found = Files.list(samples)) {
            return found.filter(each -> each.toString().endsWith(".eml") && !filtered.contains(each.getFileName().toString()))
                .sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ruleShouldHitAndMissAsItsCaseSays(BaseRuleCase each) {
        assertThat(hits(each)).as("%s", each).matches(hits -> hits.contains(each.rule()) == each.hit());
    }

    @Test
    void everyScoredRuleShouldHaveACaseThatHitsAndOneThatMisses() {
        Set<String> scored = values("score").keySet();
        assertThat(scored).hasSizeGreaterThan(120);
        for (boolean hit : new boolean[] {true, false}) {
            assertThat(cases().stream().filter(each -> each.hit() == hit).map(BaseRuleCase::rule).collect(Collectors.toSet()))
                .as("cases with hit %s", hit).containsAll(scored);
        }
    }

    @Test
    void everyScoredRuleShouldBeDescribedAndNoneShouldBeSpamAlone() {
        assertThat(values("describe").keySet()).containsAll(values("score").keySet());
        assertThat(values("score")).allSatisfy((rule, score) ->
            assertThat(rule.equals("GTUBE") || Double.parseDouble(score) < SPAM).as(rule).isTrue());
    }

    @Test
    void noLineShouldBeWithoutEffect() {
        assertThat(rules.warnings()).isEmpty();
        assertThat(rules.notes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void ordinarySampleShouldStayBelowTheLevelOfQuarantine(Path sample) throws IOException {
        String mail = Files.readString(sample).replace("@{date}", "Tue, 3 Feb 2026 10:00:00 +0000").replace("@{id}", "20260203.1");
        SpamOutcome outcome = engine.analyse(SpamInput.of(MailText.read(mail.getBytes(StandardCharsets.UTF_8), Optional.empty(),
            rules.options()), RECEIVED), SpamBudget.defaults());
        assertThat(outcome.analysis().score()).as("%s", outcome.analysis().hits()).isLessThan(FACTORY_LEVEL);
    }

    private static Set<String> hits(BaseRuleCase each) {
        SpamInput input = new SpamInput(MailText.read(each.message(), Optional.empty(), rules.options()),
            RECEIVED, each.findings(), each.findings().isEmpty() ? ScoreSet.LOCAL : ScoreSet.NETWORK);
        return engine.analyse(input, SpamBudget.defaults()).analysis().hits().stream().map(SpamHit::rule)
            .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the files' lines of this keyword say of each rule. */
    private static Map<String, String> values(String keyword) {
        return text.lines().map(line -> line.split("\\s+", 3)).filter(words -> words.length == 3 && words[0].equals(keyword))
            .collect(Collectors.toMap(words -> words[1], words -> words[2], (first, next) -> next, LinkedHashMap::new));
    }
}
