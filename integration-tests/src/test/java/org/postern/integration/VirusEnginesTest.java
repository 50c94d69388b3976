// SPDX-License-Identifier: Apache-2.0
package org.postern.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.integration.launch.Postern;
import org.postern.integration.launch.SharedPostern;

import com.fasterxml.jackson.databind.JsonNode;

@ExtendWith(SharedPostern.class)
class VirusEnginesTest {

    @Test
    void theRunningClamdShouldBeShownAsWorking(Postern postern) throws Exception {
        await().atMost(Duration.ofSeconds(60)).until(() ->
            postern.admin().get("/postern/virus").json().at("/engines/0/works").booleanValue());

        JsonNode engine = postern.admin().get("/postern/virus").json().at("/engines/0");
        assertThat(engine.get("name").textValue()).isEqualTo("clamav");
        assertThat(engine.get("program").textValue()).startsWith("ClamAV ");
        assertThat(engine.get("problem").isNull()).isTrue();
    }

    @Test
    void anUpdateShouldRunAndTellHowItWentWhateverTheNetworkAllows(Postern postern) throws Exception {
        assertThat(postern.admin().post("/postern/virus/update", "{}").status()).isIn(202, 409);

        await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofSeconds(1)).until(() ->
            !postern.admin().get("/postern/virus").json().at("/update/running").booleanValue());
        JsonNode update = postern.admin().get("/postern/virus").json().get("update");
        assertThat(update.get("startedAt").isNull()).isFalse();
        assertThat(update.get("endedAt").isNull()).isFalse();
        assertThat(update.get("message").textValue()).isNotBlank();
    }
}
