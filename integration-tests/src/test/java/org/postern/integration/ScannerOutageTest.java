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
import org.postern.server.demo.smtp.OutgoingMail;
import org.postern.server.demo.smtp.Stage;

@ExtendWith(SharedPostern.class)
class ScannerOutageTest {

    @Test
    void mailThatCannotBeScannedShouldBeDeferredAndAcceptedWhenTheScannerIsBack(Postern postern) throws Exception {
        OutgoingMail mail = Messages.clean("unscanned", "unscanned@outage.example", "ben@corp.example");
        postern.stranger().accepted(Messages.clean("before the outage", "unscanned@outage.example", "ben@corp.example"));

        ProcessHandle clamd = postern.run().child(Postern.CLAMD).orElseThrow();
        clamd.destroyForcibly();
        await().atMost(Duration.ofSeconds(5)).until(() -> !clamd.isAlive());
        Answer first = postern.stranger().attempt(mail).answers().get("ben@corp.example");

        assertThat(first).isInstanceOfSatisfying(Answer.Deferred.class, deferred -> {
            assertThat(deferred.stage()).isEqualTo(Stage.DATA);
            assertThat(deferred.reply().code()).isEqualTo(451);
        });
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() ->
            assertThat(postern.stranger().attempt(mail).answers().get("ben@corp.example")).isInstanceOf(Answer.Accepted.class));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() ->
            assertThat(postern.sink().receivedWith("Subject", "unscanned")).hasSize(1));
    }
}
