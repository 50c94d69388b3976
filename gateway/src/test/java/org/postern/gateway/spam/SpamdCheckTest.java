// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.spam.SpamOutcome;

class SpamdCheckTest {
    private static final String ANSWER = """
        SPAMD/1.1 0 EX_OK\r
        Content-length: 500\r
        Spam: True ; 6.2 / 5.0\r
        \r
        Spam detection software, running on the system "mx", has looked at it.

        Content preview:  1.5 NOT_A_RULE of this text

        Content analysis details:   (6.2 points, 5.0 required)

         pts rule name              description
        ---- ---------------------- --------------------------------------------------
         7.0 BAD_WORDS              BODY: Bad words, many of them, so that the
                                    description needs two lines
        -0.8 KNOWN_SENDER           Sender is known
         0.0 NOTHING
        """;

    private static SpamOutcome ask(ScriptedServer server, Map<String, String> more, Duration limit) throws IOException {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("spam.spamd.port", String.valueOf(server.port()));
        try (SpamdCheck check = new SpamdCheck(SpamQuestion.configuration(settings))) {
            return SpamQuestion.ask(check, SpamQuestion.HAM, limit);
        }
    }

    private static void assertUnknown(SpamOutcome outcome, String reason) {
        assertThat(outcome.analysis().hits()).isEmpty();
        assertThat(outcome.unknown()).hasSize(1).first().satisfies(unknown -> {
            assertThat(unknown.check()).isEqualTo("spam.spamd");
            assertThat(unknown.reason()).contains(reason);
        });
    }

    @Test
    void totalAndHitsShouldBeRead() throws IOException {
        try (ScriptedServer server = new ScriptedServer(SpamQuestion.END, ANSWER)) {
            SpamOutcome outcome = ask(server, Map.of("spam.spamd.user", "joe"), Duration.ofSeconds(10));
            assertThat(outcome.unknown()).isEmpty();
            assertThat(outcome.analysis().score()).isEqualTo(6.2);
            assertThat(outcome.analysis().hits()).extracting(SpamHit::rule, SpamHit::score, SpamHit::description).containsExactly(
                tuple("BAD_WORDS", 7.0, "BODY: Bad words, many of them, so that the description needs two lines"),
                tuple("NOTHING", 0.0, ""), tuple("KNOWN_SENDER", -0.8, "Sender is known"));
            assertThat(server.questions()).hasSize(1).first().satisfies(question -> assertThat(question)
                .startsWith("REPORT SPAMC/1.5\r\nContent-length: " + SpamQuestion.HAM.length() + "\r\nUser: joe\r\n\r\nFrom: "));
        }
    }

    @Test
    void failuresShouldBeUnknownAndNeverClean() throws IOException {
        for (String answer : new String[] {"SPAMD/1.0 76 Bad header line\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n",
            "SPAMD/1.1 0 EX_OK\r\n\r\n"}) {
            try (ScriptedServer server = new ScriptedServer(SpamQuestion.END, answer)) {
                assertUnknown(ask(server, Map.of(), Duration.ofSeconds(10)), "");
            }
        }
    }

    @Test
    void silenceShouldEndWithTheLimit() throws IOException {
        try (ScriptedServer server = new ScriptedServer(SpamQuestion.END, "")) {
            assertUnknown(ask(server, Map.of("spam.timeout", "100ms"), Duration.ofSeconds(10)), "100 ms");
            assertUnknown(ask(server, Map.of(), Duration.ofMillis(150)), "150 ms");
        }
    }

    @Test
    void aServerThatIsDownShouldBeUnknown() throws IOException {
        ScriptedServer server = new ScriptedServer(SpamQuestion.END, "");
        server.close();
        assertUnknown(ask(server, Map.of(), Duration.ofSeconds(5)), "refused");
    }

    @Test
    void aMessageThatIsTooLargeShouldNotBeSent() throws IOException {
        try (ScriptedServer server = new ScriptedServer(SpamQuestion.END, ANSWER);
             SpamdCheck check = new SpamdCheck(SpamQuestion.configuration(Map.of("spam.max-size-mb", "1",
                 "spam.spamd.port", String.valueOf(server.port()))))) {
            SpamOutcome outcome = SpamQuestion.ask(check, SpamQuestion.HAM + "x".repeat(1024 * 1024));
            assertThat(outcome.unknown()).extracting(UnknownCheck::reason).containsExactly("the message is larger than spam.max-size-mb");
            assertThat(server.questions()).isEmpty();
        }
    }
}
