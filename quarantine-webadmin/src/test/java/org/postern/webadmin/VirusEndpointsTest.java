// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.gateway.access.Role;

import com.fasterxml.jackson.databind.JsonNode;

class VirusEndpointsTest {
    private final WebAdminFixture webAdmin = new WebAdminFixture();

    @AfterEach
    void stop() {
        webAdmin.close();
    }

    private JsonNode shown() {
        return WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/virus"));
    }

    @Test
    void enginesShouldShowHealthVersionAndAge() {
        assertThat(shown().at("/engines/0/works").booleanValue()).isFalse();
        webAdmin.monitor.checkAll();

        JsonNode engine = shown().at("/engines/0");
        assertThat(engine.get("name").textValue()).isEqualTo("clamav");
        assertThat(engine.get("works").booleanValue()).isTrue();
        assertThat(engine.get("program").textValue()).isEqualTo("ClamAV 1");
        assertThat(engine.get("signatures").textValue()).isEqualTo("1");
        assertThat(engine.get("signaturesAt").textValue()).isEqualTo("2026-01-05T08:00:00Z");
        assertThat(engine.get("signatureAgeSeconds").longValue()).isPositive();

        webAdmin.engine.failure = Optional.of("connection refused");
        webAdmin.monitor.checkAll();
        engine = shown().at("/engines/0");
        assertThat(engine.get("works").booleanValue()).isFalse();
        assertThat(engine.get("problem").textValue()).isEqualTo("connection refused");
        assertThat(engine.get("problemSince").textValue()).isNotBlank();
        assertThat(engine.get("signatures").textValue()).isEqualTo("1");
    }

    @Test
    void updateShouldRunInTheBackgroundAndShowHowItWent() {
        assertThat(shown().at("/update/startedAt").isNull()).isTrue();
        assertThat(webAdmin.post(Role.ADMIN, "/postern/virus/update", "{}").statusCode()).isEqualTo(202);
        assertThat(shown().at("/update/running").booleanValue()).isTrue();
        assertThat(webAdmin.post(Role.ADMIN, "/postern/virus/update", "{}").statusCode()).isEqualTo(409);
        webAdmin.engine.updates.release();

        await().atMost(Duration.ofSeconds(10)).until(() -> !shown().at("/update/running").booleanValue());
        JsonNode shown = shown();
        assertThat(shown.at("/update/succeeded").booleanValue()).isTrue();
        assertThat(shown.at("/update/message").textValue()).isEqualTo("newer signatures");
        assertThat(shown.at("/engines/0/signatures").textValue()).isEqualTo("2");
    }

    @Test
    void onlyAdministratorsShouldStartAnUpdate() {
        assertThat(webAdmin.post(Role.QUARANTINE_MANAGER, "/postern/virus/update", "{}").statusCode()).isEqualTo(403);
        assertThat(webAdmin.post(Role.AUDITOR, "/postern/virus/update", "{}").statusCode()).isEqualTo(403);
    }
}
