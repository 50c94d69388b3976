// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.spam.RuleSetup;
import org.postern.analysis.spam.ScoreSet;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.SpamInput;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.analysis.spam.SpamRuleFile;
import org.postern.analysis.spam.SpamRules;
import org.postern.analysis.spam.eval.EvalTests;
import org.postern.analysis.spam.eval.StandardEvals;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.Relay;

class DnsRulesTest {
    private static final String RELAYS = "Received: from far.test (far.test [192.0.2.9]) by mid.test; Mon, 2 Mar 2026 10:00:00 +0000\r\n"
        + "Received: from pc.test (pc.test [10.1.2.3]) by far.test; Mon, 2 Mar 2026 09:59:00 +0000\r\n"
        + "Received: from first.test (first.test [198.51.100.7]) by pc.test; Mon, 2 Mar 2026 09:58:00 +0000\r\n";
    private static final String SHA1 = "09c9046199602067faac2bc2c516e3b5383f8877";
    private static final String MD5 = "83c71cd0727f0a7cae2eac35975eb112";
    private static final String SHA256 = "i6np6ncabanmwqzxpyayeh3bror5i6kirqldbzvr45aawgeyqakq";
    private static final String HEAD = "From: Anna <anna@news.author.test>\r\nTo: bob@home.test\r\nSubject: x\r\n";

    private final Map<String, DnsReply> dns = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "any,              198.51.100.7 192.0.2.9 203.0.113.5",
        "any-lastexternal, 203.0.113.5",
        "any-firsttrusted, 203.0.113.5",
        "any-untrusted,    192.0.2.9 198.51.100.7",
        "any-notfirsthop,  203.0.113.5 192.0.2.9",
    })
    void theNameOfASetShouldChooseTheRelaysWithoutPrivateOnes(String set, String addresses) {
        assertThat(asked("header L eval:check_rbl('" + set + "', 'list.test.')\n", RELAYS + HEAD + "\r\nx\r\n"))
            .containsExactlyInAnyOrderElementsOf(Stream.of(addresses.split(" ")).map(DnsRulesTest::reversed).toList());
    }

    @Test
    void trustedRelaysShouldNotBeLookedUp() {
        assertThat(asked("trusted_networks 203.0.113.0/24\nheader L eval:check_rbl('any', 'list.test.')\n",
            RELAYS + HEAD + "\r\nx\r\n")).containsExactlyInAnyOrder(reversed("192.0.2.9"), reversed("198.51.100.7"));
    }

    @Test
    void rulesOfOneSetShouldShareItsAnswers() {
        dns.put(reversed("203.0.113.5"), found("127.0.0.2", "127.0.0.4"));
        String rules = "header __ANY eval:check_rbl('z-lastexternal', 'list.test.')\n"
            + "header TWO eval:check_rbl_sub('z-lastexternal', '127.0.0.2')\n"
            + "header THREE eval:check_rbl_sub('z-lastexternal', '127.0.0.3')\n"
            + "header MASK eval:check_rbl_sub('z-lastexternal', '4')\n"
            + "header EXPR eval:check_rbl_sub('z-lastexternal', '^127\\.0\\.0\\.[45]$')\n";

        assertThat(asked(rules, HEAD + "\r\nx\r\n")).containsExactly(reversed("203.0.113.5"));
        assertThat(hits(rules, HEAD + "\r\nx\r\n")).containsExactlyInAnyOrder("TWO", "MASK", "EXPR");
    }

    @Test
    void hostsOfLinksShouldBeCutToTheirRegisteredDomain() {
        String rules = "util_rb_2tld co.test\nuridnsbl_skip_domain good.test\nurirhssub U list.test. A 2\nbody U eval:check_uridnsbl('U')\n"
            + "urirhssub FULL names.test. A 2\nbody FULL eval:check_uridnsbl('FULL')\ntflags FULL net notrim domains_only\n";
        String mail = HEAD + "\r\nhttp://www.shop.bad.co.test/x http://a.good.test/ http://192.0.2.77/ http://10.0.0.1/\r\n";

        assertThat(asked(rules, mail)).containsExactlyInAnyOrder("bad.co.test.list.test A", "77.2.0.192.list.test A",
            "www.shop.bad.co.test.names.test A");
        dns.put("bad.co.test.list.test A", found("127.0.0.6"));
        assertThat(hits(rules, mail)).containsExactly("U");
        dns.put("bad.co.test.list.test A", found("127.0.0.4"));
        assertThat(hits(rules, mail)).isEmpty();
    }

    @Test
    void targetsBehindRedirectionsShouldBeLookedUp() {
        String rules = "urirhsbl U list.test. A\nbody U eval:check_uridnsbl('U')\n";
        assertThat(asked(rules, HEAD + "Content-Type: text/html\r\n\r\n"
            + "<a href=\"https://eur01.safelinks.protection.outlook.test/?url=https%3A%2F%2Fwww.evil.test%2Fa&data=1\">x</a>\r\n"))
            .containsExactlyInAnyOrder("outlook.test.list.test A", "evil.test.list.test A");
    }

    @Test
    void listsOfAddressesShouldBeAskedOnceNameServersAndAddressesAreKnown() {
        String rules = "uridnssub U list.test. A 127.0.0.2\nbody U eval:check_uridnsbl('U')\n"
            + "uridnssub H list.test. A 127.0.0.3\nbody H eval:check_uridnsbl('H')\ntflags H net a\n"
            + "urifullnsrhsbl N names.test. A\nbody N eval:check_uridnsbl('N')\n";
        String mail = HEAD + "\r\nhttp://www.evil.test/\r\n";
        dns.put("evil.test NS", found("ns.host.test"));
        dns.put("ns.host.test A", found("192.0.2.53"));
        dns.put("www.evil.test A", found("192.0.2.80", "10.0.0.1"));
        dns.put("53.2.0.192.list.test A", found("127.0.0.2"));
        dns.put("80.2.0.192.list.test A", found("127.0.0.3"));
        dns.put("ns.host.test.names.test A", found("127.0.0.2"));

        assertThat(hits(rules, mail)).containsExactlyInAnyOrder("U", "H", "N");
        dns.put("ns.host.test A", new DnsReply.Failed("late"));
        dns.remove("53.2.0.192.list.test A");
        SpamOutcome outcome = outcome(rules, mail);
        assertThat(names(outcome)).containsExactlyInAnyOrder("H", "N");
        assertThat(outcome.unknown()).containsExactly(new UnknownCheck("spam.dns", "ns.host.test gave no answer: late"));
    }

    @Test
    void questionsPutTogetherFromTheMessageShouldBeAsked() {
        String rules = "askdns D _AUTHORDOMAIN_.fresh.test. A /^127\\.2\\.0\\.(?:2|14)$/\naskdns S _SENDERDOMAIN_ TXT /^v=spf1 \\+all$/\n"
            + "askdns X _LASTEXTERNALHELO_ A [NXDOMAIN]\naskdns C _AUTHORDOMAIN_.list.test A 127.0.0.2-127.0.0.9\n";
        dns.put("news.author.test.fresh.test A", found("127.2.0.14"));
        dns.put("sender.test TXT", found("v=spf1 +all"));
        dns.put("news.author.test.list.test A", found("127.0.0.10"));

        assertThat(hits(rules, HEAD + "\r\nx\r\n")).containsExactlyInAnyOrder("D", "S", "X");
    }

    @Test
    void hashesShouldBeLookedUpInPlaceOfAddressesTextsLinksAndAttachments() {
        String rules = "header E eval:check_hashbl_emails('mail.test', 'sha1/notag', 'From')\n"
            + "body B eval:check_hashbl_bodyre('coin.test', 'raw/max=10', '\\b(1[A-Z]{3})\\b')\n"
            + "header U eval:check_hashbl_uris('uri.test', 'md5')\nbody A eval:check_hashbl_attachments('file.test', 'sha256')\n";
        String mail = HEAD + "\r\npay 1ABC at http://evil.test/ now\r\n";

        assertThat(asked(rules, mail)).contains(
            SHA1 + ".mail.test A", "1abc.coin.test A", MD5 + ".uri.test A", SHA256 + ".file.test A");
        dns.put("1abc.coin.test A", found("127.0.0.2"));
        assertThat(hits(rules, mail)).containsExactly("B");
    }

    @Test
    void silenceShouldBeUnknownAndToldOnce() {
        String rules = "header __ANY eval:check_rbl('z-lastexternal', 'list.test.')\nheader TWO eval:check_rbl_sub('z-lastexternal', '2')\n"
            + "urirhsbl U list.test. A\nbody U eval:check_uridnsbl('U')\nmeta M !__ANY\n";
        dns.put(reversed("203.0.113.5"), new DnsReply.Failed("late"));
        dns.put("evil.test.list.test A", new DnsReply.Failed("late"));

        SpamOutcome outcome = outcome(rules, HEAD + "\r\nhttp://evil.test/\r\n");

        assertThat(outcome.analysis().hits()).isEmpty();
        assertThat(outcome.unknown()).containsExactly(new UnknownCheck("spam.dns", "list.test gave no answer: late"));
    }

    @Test
    void refusalShouldGiveNoPointsButToTheRuleThatTellsIt() {
        String rules = "header ANY eval:check_rbl('z-lastexternal', 'list.test.')\n"
            + "header BLOCKED eval:check_rbl('z-lastexternal', 'list.test.', '^127\\.255\\.255\\.254$')\n"
            + "dns_block_rule BLOCKED list.test\ndns_block_time 60\n";
        dns.put(reversed("203.0.113.5"), new DnsReply.Refused(List.of("127.255.255.254"), "public name server"));

        SpamOutcome outcome = outcome(rules, HEAD + "\r\nx\r\n");

        assertThat(names(outcome)).containsExactly("BLOCKED");
        assertThat(outcome.unknown()).containsExactly(
            new UnknownCheck("spam.dns", "list.test does not serve this gateway: public name server"));
        BlockRules block = BlockRules.of(engine(rules).options());
        assertThat(block.lists("BLOCKED")).containsExactly("list.test");
        assertThat(block.time()).hasValueSatisfying(time -> assertThat(time).hasSeconds(60));
    }

    @Test
    void restrictedNamesShouldNotBeAsked() {
        assertThat(asked("dns_query_restriction deny *\ndns_query_restriction allow list.test\n"
            + "urirhsbl U list.test. A\nbody U eval:check_uridnsbl('U')\nurirhsbl V other.test. A\nbody V eval:check_uridnsbl('V')\n",
            HEAD + "\r\nhttp://evil.test/\r\n")).containsExactly("evil.test.list.test A");
    }

    @Test
    void withoutNetworkNothingShouldBeAskedNorUnknown() {
        SpamEngine engine = engine("header ANY eval:check_rbl('z-lastexternal', 'list.test.')\n");
        SpamOutcome outcome = engine.analyse(new SpamInput(mail(HEAD + "\r\nx\r\n", engine), Instant.EPOCH, Map.of(), ScoreSet.LOCAL),
            SpamBudget.defaults());

        assertThat(outcome.unknown()).isEmpty();
        assertThat(engine.asks(ScoreSet.LOCAL)).isFalse();
        assertThat(engine.asks(ScoreSet.NETWORK)).isTrue();
    }

    @Test
    void rulesThatCannotBeAskedShouldBeReported() {
        SpamRules rules = SpamRules.parse(List.of(new SpamRuleFile("x.cf", "askdns A _NOSUCHTAG_.list.test A\n"
            + "askdns B _AUTHORDOMAIN_ LOC\nbody C eval:check_uridnsbl('C')\nheader D eval:check_rbl('x', 'a b')\n")), setup());

        assertThat(rules.warnings()).hasSize(4).extracting(Object::toString).anyMatch(text -> text.contains("the tag NOSUCHTAG"))
            .anyMatch(text -> text.contains("type LOC")).anyMatch(text -> text.contains("which list C asks"));
    }

    private static DnsReply found(String... values) {
        return new DnsReply.Found(List.of(values));
    }

    private static String reversed(String address) {
        String[] octets = address.split("\\.");
        return octets[3] + "." + octets[2] + "." + octets[1] + "." + octets[0] + ".list.test A";
    }

    private static RuleSetup setup() {
        return RuleSetup.of(new EvalTests(Stream.of(StandardEvals.plugins(), DnsEvals.plugins()).flatMap(List::stream).toList()));
    }

    private static SpamEngine engine(String rules) {
        SpamRules parsed = SpamRules.parse(List.of(new SpamRuleFile("x.cf", rules)), setup());
        assertThat(parsed.warnings()).isEmpty();
        return new SpamEngine(parsed);
    }

    private static MailText mail(String text, SpamEngine engine) {
        MailText mail = MailText.read(text.getBytes(StandardCharsets.UTF_8), Optional.of("bounce@sender.test"), engine.options());
        mail.handedOverBy(Relay.of("203.0.113.5", "", "helo.test", ""));
        return mail;
    }

    /** Names of the first questions. */
    private Set<String> asked(String rules, String text) {
        SpamEngine engine = engine(rules);
        return engine.questions(new SpamInput(mail(text, engine), Instant.EPOCH, Map.of(), ScoreSet.NETWORK), SpamBudget.defaults())
            .stream().map(DnsQuery::toString).collect(Collectors.toSet());
    }

    private List<String> hits(String rules, String text) {
        SpamOutcome outcome = outcome(rules, text);
        assertThat(outcome.unknown()).isEmpty();
        return names(outcome);
    }

    private static List<String> names(SpamOutcome outcome) {
        return outcome.analysis().hits().stream().map(SpamHit::rule).toList();
    }

    /** What the rules say when every question that they have is answered by this test's DNS. */
    private SpamOutcome outcome(String rules, String text) {
        SpamEngine engine = engine(rules);
        MailText mail = mail(text, engine);
        Map<DnsQuery, DnsReply> known = new HashMap<>();
        Map<Class<?>, Object> findings = Map.of(DnsReplies.class, (DnsReplies) query -> Optional.ofNullable(known.get(query)));
        SpamInput input = new SpamInput(mail, Instant.EPOCH, findings, ScoreSet.NETWORK);
        for (int i = 0; i < DnsTest.MOST_ROUNDS; i++) {
            engine.questions(input, SpamBudget.defaults())
                .forEach(query -> known.put(query, dns.getOrDefault(query.toString(), new DnsReply.Nothing(true))));
        }
        return engine.analyse(input, SpamBudget.defaults());
    }
}
