// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.spam.SpamOutcome;

class RspamdCheckTest {
    private static final String ANSWER = "{\"is_skipped\":false,\"score\":5.6,\"required_score\":15.0,\"action\":\"greylist\",\"symbols\":{"
        + "\"MISSING_TO\":{\"name\":\"MISSING_TO\",\"score\":2.0,\"metric_score\":2.0,\"description\":\"To header is missing\"},"
        + "\"R_SPF_FAIL\":{\"score\":3.6,\"options\":[\"-all\",\"x\"]}},\"message-id\":\"1\"}";

    private static String http(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
            + "\r\nConnection: close\r\n\r\n" + body;
    }

    private static SpamOutcome ask(ScriptedServer server, Duration limit) throws IOException {
        return SpamQuestion.ask(new RspamdCheck(SpamQuestion.configuration(Map.of(
            "spam.rspamd.url", "http://127.0.0.1:" + server.port(), "spam.rspamd.password", "secret"))), SpamQuestion.HAM, limit);
    }

    private static void assertUnknown(SpamOutcome outcome, String reason) {
        assertThat(outcome.analysis().hits()).isEmpty();
        assertThat(outcome.unknown()).hasSize(1).first().satisfies(unknown -> {
            assertThat(unknown.check()).isEqualTo("spam.rspamd");
            assertThat(unknown.reason()).contains(reason);
        });
    }

    @Test
    void totalAndSymbolsShouldBeReadAndTheEnvelopeBeTold() throws IOException {
        try (ScriptedServer server = new ScriptedServer(SpamQuestion.END, http(200, ANSWER))) {
            SpamOutcome outcome = ask(server, Duration.ofSeconds(10));
            assertThat(outcome.unknown()).isEmpty();
            assertThat(outcome.analysis().score()).isEqualTo(5.6);
            assertThat(outcome.analysis().hits()).extracting(SpamHit::rule, SpamHit::score, SpamHit::description, SpamHit::matched)
                .containsExactly(tuple("R_SPF_FAIL", 3.6, "", "-all, x"), tuple("MISSING_TO", 2.0, "To header is missing", ""));
            assertThat(server.questions().get(0)).startsWith("POST /checkv2 HTTP/1.1\r\n").contains("From: ann@example.com\r\n",
                "Rcpt: joe@example.org\r\n", "Rcpt: eve@example.org\r\n", "IP: 192.0.2.7\r\n", "Helo: helo.example.com\r\n",
                "Hostname: mail.example.com\r\n", "Password: secret\r\n");
        }
    }

    @Test
    void failuresShouldBeUnknownAndNeverClean() throws IOException {
        for (String answer : new String[] {http(403, "{\"error\":\"no\"}"), http(200, "{\"error\":\"no\"}"), http(200, "[]"),
            http(200, "{}"),
            http(200, "nonsense"), http(200, "{\"is_skipped\":true,\"score\":0}"), "nonsense\r\n\r\n"}) {
            try (ScriptedServer server = new ScriptedServer(SpamQuestion.END, answer)) {
                assertUnknown(ask(server, Duration.ofSeconds(10)), "");
            }
        }
    }

    @Test
    void silenceShouldEndWithTheLimit() throws IOException {
        try (ScriptedServer server = new ScriptedServer(SpamQuestion.END, "")) {
            assertUnknown(ask(server, Duration.ofMillis(200)), "");
        }
    }

    @Test
    void aServerThatHangsUpWithoutAWordShouldBeAskedOnceMore() throws IOException {
        try (ScriptedServer server = new ScriptedServer(SpamQuestion.END, http(200, ANSWER), 1)) {
            assertThat(ask(server, Duration.ofSeconds(10)).analysis().score()).isEqualTo(5.6);
            assertThat(server.questions()).hasSize(2);
        }
        try (ScriptedServer server = new ScriptedServer(SpamQuestion.END, http(200, ANSWER), 2)) {
            assertUnknown(ask(server, Duration.ofSeconds(10)), "no bytes");
            assertThat(server.questions()).hasSize(2);
        }
    }
}
