// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.ArcCheck;
import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.DmarcCheck;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.SenderFacts;
import org.postern.analysis.facts.SenderReputation;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.SpfCheck;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.rules.Verdict;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.request.FilterRequest;

class RememberedSendersTest {
    private static final String CLIENT = "192.0.2.7";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final SpamAnalysis CLEAN = new SpamAnalysis(0, List.of(), 5);
    private static final SpamAnalysis SPAM = new SpamAnalysis(9, List.of(new SpamHit("JUNK", 9, "junk")), 5);

    private final SenderHistoryStore store = new InMemorySenderHistoryStore();
    private volatile Instant now = Instant.parse("2026-11-01T10:00:00Z");
    private RememberedSenders senders = remembering(store);

    @AfterEach
    void stop() {
        senders.close();
    }

    @Test
    void provedMailShouldCountForDomainAddressAndNetworkAndFade() throws Exception {
        for (int i = 0; i < 4; i++) {
            receive("anna@mail.partner.com", true, SPAM, new Action.Quarantine(QuarantineKind.SPAM));
        }
        assertThat(senders.settled(LONG)).isTrue();
        now = now.plus(Duration.ofDays(30));

        List<SenderReputation> reputation = look("anna@mail.partner.com", true).reputation();

        assertThat(reputation).extracting(SenderReputation::subject)
            .containsExactly("partner.com", "anna@mail.partner.com", "192.0.2.0/24");
        assertThat(reputation).allSatisfy(each -> assertThat(each.bad()).isBetween(1.9, 2.1)).allMatch(each -> each.badShare() == 1);
    }

    @Test
    void unprovedMailShouldCountForTheNetworkAlone() throws Exception {
        receive("anna@partner.com", false, SPAM, new Action.Quarantine(QuarantineKind.SPAM));

        assertThat(look("anna@partner.com", true).reputation()).filteredOn(each -> !each.kind().equals("network"))
            .allMatch(each -> each.weight() == 0);
        assertThat(look("anna@partner.com", false).reputation()).singleElement().matches(each -> each.bad() > 0.9);
    }

    @Test
    void pointsOfTheReputationShouldNotMakeItWorse() throws Exception {
        receive("anna@partner.com", true, new SpamAnalysis(5.5, List.of(new SpamHit("POSTERN_REPUTATION_DOMAIN", 1.5, "bad")), 5),
            new Action.Quarantine(QuarantineKind.SPAM));

        assertThat(look("anna@partner.com", true).reputation().get(0)).matches(each -> each.good() == 1 && each.bad() == 0);
    }

    @Test
    void contactShouldBeTheFirstUntilMailWasDeliveredOrAnswered() throws Exception {
        assertThat(look("anna@partner.com", true).firstContact()).containsExactly("ben@corp.example");
        receive("anna@partner.com", true, SPAM, new Action.Quarantine(QuarantineKind.SPAM));
        assertThat(look("anna@partner.com", true).firstContact()).isNotEmpty();

        receive("anna@partner.com", true, CLEAN, new Action.Accept());
        assertThat(look("anna@partner.com", true).firstContact()).isEmpty();
        assertThat(look("anna@partner.com", false).firstContact()).as("a forger is no acquaintance").isNotEmpty();

        send("Ben Miller <ben@corp.example>", "carl@customer.net");
        assertThat(look("carl@customer.net", true).firstContact()).isEmpty();
        assertThat(look("carl@customer.net", false).firstContact()).isEmpty();
    }

    @Test
    void nameOfAnOwnPersonBeforeAStrangersAddressShouldBeSeen() throws Exception {
        send("\"Ben Miller\" <ben@corp.example>", "carl@customer.net");

        assertThat(look("ben  MILLER <chief@freemail.net>", false).namesake()).isEqualTo("ben@corp.example");
        assertThat(look("Ben Mill <chief@freemail.net>", false).namesake()).isEmpty();
        assertThat(look("Ben Miller <ben@corp.example>", false).namesake()).isEmpty();
        assertThat(look("ben@freemail.net", false).namesake()).isEmpty();
    }

    @Test
    void domainLikeThatOfAFrequentPartnerShouldBeSeen() throws Exception {
        send("ben@corp.example", "carl@bigcustomer.com");
        assertThat(look("carl@blgcustomer.com", true).partner()).isEmpty();
        send("ben@corp.example", "dora@bigcustomer.com");
        send("ben@corp.example", "carl@bigcustomer.com");

        assertThat(look("carl@blgcustomer.com", true).partner()).isEqualTo("bigcustomer.com");
        assertThat(look("carl@mail.bigcustomer.com", true).partner()).isEmpty();
        assertThat(look("carl@unrelated.com", true).partner()).isEmpty();
    }

    @Test
    void aStoreThatFailsShouldMakeItUnknownAndLeaveTheMailAlone() throws Exception {
        senders.close();
        senders = remembering(new SenderHistoryStore() {
            @Override
            public List<Remembered> find(Set<String> keys, Instant at) {
                throw new StorageUnavailableException("away", null);
            }

            @Override
            public List<Remembered> all(String key, int most, Instant at) {
                throw new StorageUnavailableException("away", null);
            }

            @Override
            public void save(Remembered entry, Duration lifetime) {
                throw new StorageUnavailableException("away", null);
            }
        });

        SenderFacts found = senders.of(request("anna@partner.com"), headers("anna@partner.com"), Optional.empty(), LONG).orElseThrow();

        assertThat(found.known()).isFalse();
        assertThat(found.firstContact()).isEmpty();
    }

    private RememberedSenders remembering(SenderHistoryStore where) {
        return new RememberedSenders(where, Duration.ofDays(30), "corp.example"::equals, new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
    }

    private SenderFacts look(String from, boolean proved) throws Exception {
        assertThat(senders.settled(LONG)).isTrue();
        return senders.of(request(from), headers(from), Optional.of(proofs(proved)), LONG).orElseThrow();
    }

    private void receive(String from, boolean proved, SpamAnalysis spam, Action action) throws Exception {
        SenderFacts known = look(from, proved);
        Disposition disposition = new Disposition("ben@corp.example", action, List.of(), List.of());
        senders.learn(facts(Direction.INCOMING, from, "ben@corp.example", spam).with(known), verdict(disposition));
    }

    private void send(String from, String to) {
        senders.learn(facts(Direction.OUTGOING, from, to, CLEAN), verdict(new Disposition(to, new Action.Accept(), List.of(), List.of())));
    }

    private static Verdict verdict(Disposition disposition) {
        return new Verdict("v", List.of(disposition), List.of());
    }

    private Facts facts(Direction direction, String from, String to, SpamAnalysis spam) {
        return new Facts(Facts.VERSION, "01KJMMA2G0QMQ0BFWQPJBY38VP", now, direction, new Envelope(from, List.of(to)), Client.of(CLIENT), 1,
            headers(from), List.of(), List.of(), List.of(), VirusScan.disabled(), spam, List.of(), Map.of());
    }

    private FilterRequest request(String from) {
        return new FilterRequest("01KJMMA2G0QMQ0BFWQPJBY38VP", now, Direction.INCOMING, new Envelope(from, List.of("ben@corp.example")),
            Client.of(CLIENT), MessageSource.of(new byte[0]), FilterRequest.Patience.RETRY);
    }

    private static List<HeaderField> headers(String from) {
        return List.of(new HeaderField("From", from, from));
    }

    private static Authentication proofs(boolean proved) {
        AuthenticationResult result = proved ? AuthenticationResult.PASS : AuthenticationResult.NONE;
        return new Authentication(SpfCheck.unknown("x"), SpfCheck.unknown("x"), List.of(),
            new DmarcCheck(result, "", "", "", "", proved, false, ""), ArcCheck.unknown("x"));
    }
}
