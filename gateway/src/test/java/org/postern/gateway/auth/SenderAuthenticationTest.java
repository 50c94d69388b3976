// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.message.MessageSource;
import org.postern.gateway.auth.dkim.DkimPolicy;
import org.postern.gateway.auth.dmarc.Dmarc;
import org.postern.gateway.auth.spf.Spf;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsType;
import org.postern.gateway.network.IpNetwork;

class SenderAuthenticationTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final MessageSource MESSAGE = MessageSource.of(
        "From: a@example.com\r\nSubject: x\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII));

    @Test
    void allResultsShouldBeThere() {
        MapDns dns = new MapDns().with("example.com", DnsType.TXT, "v=spf1 ip4:192.0.2.0/24 -all")
            .with("mx.example.com", DnsType.TXT, "v=spf1 -all").with("_dmarc.example.com", DnsType.TXT, "v=DMARC1; p=reject");
        Authentication found = check(dns, "192.0.2.7").orElseThrow();

        assertThat(found.spf().result()).isEqualTo(AuthenticationResult.PASS);
        assertThat(found.helo().result()).isEqualTo(AuthenticationResult.FAIL);
        assertThat(found.dkim()).isEmpty();
        assertThat(found.dmarc().result()).isEqualTo(AuthenticationResult.PASS);
        assertThat(found.dmarc().spfAligned()).isTrue();
        assertThat(found.arc().result()).isEqualTo(AuthenticationResult.NONE);
        assertThat(found.unknown()).isEmpty();
    }

    @Test
    void silentNameServersShouldMakeEveryCheckUnknown() {
        Authentication found = check(Dns.silent("nobody answers"), "192.0.2.7").orElseThrow();

        assertThat(found.spf().result()).isEqualTo(AuthenticationResult.TEMPERROR);
        assertThat(found.dmarc().result()).isEqualTo(AuthenticationResult.TEMPERROR);
        assertThat(found.unknown()).extracting(UnknownCheck::check).contains("auth.spf", "auth.dmarc");
    }

    @Test
    void checksThatHangShouldEndWithTheirTime() {
        Dns hanging = question -> new CompletableFuture<>();
        long start = System.nanoTime();
        Authentication found = check(hanging, "192.0.2.7").orElseThrow();

        assertThat(found.spf().result()).isEqualTo(AuthenticationResult.UNKNOWN);
        assertThat(found.dmarc().result()).isEqualTo(AuthenticationResult.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    }

    @Test
    void exemptClientsShouldNotBeAskedAbout() {
        Dns untouched = question -> {
            throw new AssertionError("asked for " + question);
        };

        assertThat(check(untouched, "127.0.0.1")).isEmpty();
    }

    private static Optional<Authentication> check(Dns dns, String client) {
        AuthenticationSettings settings = new AuthenticationSettings(Duration.ofMillis(500), DkimPolicy.defaults(),
            Dmarc.Discovery.PUBLIC_SUFFIX, Set.of(), List.of(IpNetwork.parse("127.0.0.0/8")));
        Spf spf = new Spf("gw.example.org", Clock.systemUTC());
        try (SenderAuthentication senders = new SenderAuthentication(limit -> dns, spf, settings)) {
            return senders.start(new Sender(client, "mx.example.com", "a@example.com", Instant.now(), 0), MESSAGE, LIMIT).await();
        }
    }
}
