// SPDX-License-Identifier: Apache-2.0
package org.postern.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.integration.client.Messages;
import org.postern.integration.launch.Postern;
import org.postern.integration.launch.SharedPostern;
import org.postern.server.demo.smtp.Answer;

@ExtendWith(SharedPostern.class)
class CassandraOutageTest {
    private static final String SENDER = "storage@outage.example";
    private static final Duration BACK = Duration.ofSeconds(120);

    @Test
    void mailShouldBeTakenAndSettledAlthoughCassandraDies(Postern postern) throws Exception {
        postern.stranger().accepted(Messages.clean("before the outage", SENDER, "ben@corp.example"));

        ProcessHandle cassandra = postern.run().child(Postern.CASSANDRA).orElseThrow();
        cassandra.destroyForcibly();
        await().atMost(Duration.ofSeconds(5)).until(() -> !cassandra.isAlive());
        // A client that the greylist has never seen passes too: what cannot be looked up is let pass.
        Answer clean = postern.stranger().attempt(Messages.clean("during the outage", "new-" + SENDER, "ben@corp.example"))
            .answers().get("ben@corp.example");
        Answer spam = postern.stranger().attempt(Messages.spam("spam during the outage", SENDER, "ben@corp.example"))
            .answers().get("ben@corp.example");

        assertThat(clean).isInstanceOf(Answer.Accepted.class);
        assertThat(spam).isInstanceOf(Answer.Accepted.class);
        await().atMost(BACK).untilAsserted(() ->
            assertThat(postern.sink().receivedWith("Subject", "during the outage")).isNotEmpty());
        String spamId = ((Answer.Accepted) spam).reply().messageId().orElseThrow();
        await().atMost(BACK).pollInterval(Duration.ofSeconds(1)).ignoreExceptions().untilAsserted(() ->
            assertThat(postern.admin().quarantine()).anySatisfy(item -> assertThat(item.get("messageId").asText()).isEqualTo(spamId)));
        assertThat(postern.sink().receivedWith("X-Postern-Id", spamId)).isEmpty();
        assertThat(postern.stranger().accepted(Messages.clean("after the outage", SENDER, "ben@corp.example"))).hasSize(26);
    }
}
