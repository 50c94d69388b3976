// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.spam.RuleSetup;
import org.postern.analysis.spam.ScoreSet;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.SpamInput;
import org.postern.analysis.spam.SpamRuleFile;
import org.postern.analysis.spam.SpamRules;
import org.postern.analysis.spam.eval.EvalTests;
import org.postern.analysis.spam.eval.StandardEvals;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.Relay;

class ShippedListsTest {
    private static final Path FILE = Path.of("..", "james-conf", "single", "spam", "30_dns_lists.cf");
    private static final String MAIL = "From: anna@author.test\r\nSubject: x\r\n\r\nhttp://www.evil.test/\r\n";

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "5.113.0.203.zen.spamhaus.org A,   127.0.0.3,    POSTERN_ZEN_SBL",
        "5.113.0.203.zen.spamhaus.org A,   127.0.0.4,    POSTERN_ZEN_XBL",
        "5.113.0.203.zen.spamhaus.org A,   127.0.0.10,   POSTERN_ZEN_PBL",
        "5.113.0.203.zen.spamhaus.org A,   127.0.0.30,   -",
        "5.113.0.203.bl.spamcop.net A,     127.0.0.2,    POSTERN_SPAMCOP",
        "5.113.0.203.psbl.surriel.com A,   127.0.0.2,    POSTERN_PSBL",
        "5.113.0.203.list.dnswl.org A,     127.0.5.2,    POSTERN_DNSWL_MED",
        "5.113.0.203.list.dnswl.org A,     127.0.5.0,    -",
        "www.evil.test.dbl.spamhaus.org A, 127.0.1.2,    POSTERN_DBL_SPAM",
        "www.evil.test.dbl.spamhaus.org A, 127.0.1.5,    POSTERN_DBL_EVIL",
        "www.evil.test.dbl.spamhaus.org A, 127.0.1.102,  -",
        "evil.test.multi.surbl.org A,      127.0.0.64,   POSTERN_SURBL",
        "evil.test.multi.uribl.com A,      127.0.0.2,    POSTERN_URIBL",
        "evil.test.multi.uribl.com A,      127.0.0.4,    -",
    })
    void eachCodeOfAListShouldMakeItsRuleHit(String question, String code, String rule) throws IOException {
        SpamEngine engine = engine();
        MailText mail = MailText.read(MAIL.getBytes(StandardCharsets.US_ASCII), Optional.empty(), engine.options());
        mail.handedOverBy(Relay.of("203.0.113.5", "", "helo.test", ""));
        DnsReplies replies = query -> Optional.of(query.toString().equals(question) ? new DnsReply.Found(List.of(code))
            : new DnsReply.Nothing(true));
        SpamInput input = new SpamInput(mail, Instant.EPOCH, Map.of(DnsReplies.class, replies), ScoreSet.NETWORK);

        assertThat(engine.questions(input, SpamBudget.defaults())).extracting(DnsQuery::toString).contains(question);
        assertThat(engine.analyse(input, SpamBudget.defaults()).analysis().hits()).extracting(SpamHit::rule)
            .isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @Test
    void everyRuleShouldBeDescribedAndNoneBeSpamAlone() throws IOException {
        List<String[]> lines = Files.readString(FILE).lines().map(line -> line.split("\\s+", 3)).toList();
        List<String> described = lines.stream().filter(line -> line[0].equals("describe")).map(line -> line[1]).toList();
        assertThat(lines.stream().filter(line -> line[0].equals("score"))).hasSize(10).allSatisfy(line -> {
            assertThat(described).as(Arrays.toString(line)).contains(line[1]);
            assertThat(Double.parseDouble(line[2])).isLessThan(5);
        });
    }

    private static SpamEngine engine() throws IOException {
        SpamRules rules = SpamRules.parse(List.of(SpamRuleFile.of("30_dns_lists.cf", Files.readAllBytes(FILE))), RuleSetup.of(
            new EvalTests(Stream.of(StandardEvals.plugins(), DnsEvals.plugins()).flatMap(List::stream).toList())));
        assertThat(rules.warnings()).isEmpty();
        assertThat(rules.notes()).isEmpty();
        return new SpamEngine(rules);
    }
}
