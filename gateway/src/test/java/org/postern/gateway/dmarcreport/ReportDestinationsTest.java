// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsAnswer;

class ReportDestinationsTest {
    private static final String ASKED = "shop.example._report._dmarc.monitor.test";

    private final Map<String, DnsAnswer> zone = new HashMap<>();
    private final Dns dns = question -> CompletableFuture.completedFuture(zone.getOrDefault(question.name(), new DnsAnswer.NoSuchName()));

    @ParameterizedTest
    @CsvSource({
        "mailto:a@shop.example, a@shop.example, 9223372036854775807",
        "MailTo:a@shop.example!10m, a@shop.example, 10485760",
        "mailto:a@shop.example!9999999999g, a@shop.example, 9223372036854775807",
        "mailto:a@shop.example!500, a@shop.example, 500",
        "mailto:a@shop.example!2K, a@shop.example, 2048",
        "mailto:a@shop.example!9999999999t, a@shop.example, 9223372036854775807",
        "mailto:a%21b%2Cc@shop.example!1g, 'a!b,c@shop.example', -1",
        "mailto:a+b@shop.example?subject=x!1g, a+b@shop.example, 1073741824"})
    void addressesShouldBeReadWithTheirLargestSize(String uri, String address, long most) {
        var read = ReportDestinations.read(uri);
        if (most < 0) {
            // A comma cannot be said in the envelope without quotes, and nobody needs it.
            assertThat(read).isEmpty();
        } else {
            assertThat(read).contains(new ReportDestinations.Destination(address, most));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example/", "mailto:", "mailto:a", "mailto:@b.example", "mailto:a@b@c.example", "mailto:a@host",
        "mailto:a%0d%0ab@c.example", "mailto:a@c.example!1x", "mailto:<a@c.example>", "mailto:a@c.example\r\nTo: x"})
    void whatIsNoAddressShouldNotBeWrittenTo(String uri) {
        assertThat(ReportDestinations.read(uri)).isEmpty();
    }

    @Test
    void addressesOfTheOwnersOrganisationShouldNeedNoConsent() {
        assertThat(found("mailto:a@reports.shop.example").destinations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v=DMARC1", "v=DMARC1;", " v = DMARC1 ; rua=mailto:b@monitor.test"})
    void othersShouldGetItWhenTheirDomainWantsIt(String consent) {
        zone.put(ASKED, new DnsAnswer.Found(List.of("something else", consent)));

        assertThat(found("mailto:a@monitor.test").destinations()).extracting(ReportDestinations.Destination::address)
            .containsExactly(consent.contains("rua") ? "b@monitor.test" : "a@monitor.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v=spf1 -all", "v=DMARC12", "v=DMARC1; rua=mailto:victim@elsewhere.test",
        "v=DMARC1; rua=mailto:a@monitor.test,mailto:victim@elsewhere.test"})
    void othersShouldNotGetItWithoutTheirDomainsWord(String text) {
        zone.put(ASKED, new DnsAnswer.Found(List.of(text)));

        ReportDestinations.Found found = found("mailto:a@monitor.test", "mailto:c@shop.example");

        assertThat(found.destinations()).extracting(ReportDestinations.Destination::address).containsExactly("c@shop.example");
        assertThat(found.refused()).hasSize(1).first().asString().contains("does not say that it wants reports of shop.example");
        assertThat(found.undecided()).isFalse();
    }

    @Test
    void aDnsThatDoesNotAnswerShouldLeaveItOpen() {
        zone.put(ASKED, new DnsAnswer.TimedOut("late"));

        assertThat(found("mailto:a@monitor.test").undecided()).isTrue();
        assertThat(found("mailto:a@monitor.test").destinations()).isEmpty();
    }

    private ReportDestinations.Found found(String... uris) {
        return new ReportDestinations().of(CountedMail.policy("shop.example", "reject", 100, uris), dns);
    }
}
