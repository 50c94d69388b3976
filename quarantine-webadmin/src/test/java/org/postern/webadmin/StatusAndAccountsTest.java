// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.gateway.access.AccountName;
import org.postern.gateway.access.Role;
import org.postern.gateway.scan.EngineMonitor;

import com.fasterxml.jackson.databind.JsonNode;

class StatusAndAccountsTest {
    private final SwitchableEngine engine = new SwitchableEngine();
    private final EngineMonitor monitor = new EngineMonitor(List.of(engine), Clock.systemUTC(), new NoopGaugeRegistry());
    private final WebAdminFixture webAdmin = new WebAdminFixture(new ScannerCheck(monitor, "clamav"));

    @AfterEach
    void stop() {
        webAdmin.close();
        monitor.close();
    }

    @Test
    void statusShouldTellVersionNodeAndWhatAnswers() {
        assertThat(WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/status")).at("/components/0/problem").textValue())
            .isEqualTo("not checked yet");
        monitor.checkAll();
        JsonNode healthy = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/status"));
        assertThat(healthy.get("version").textValue()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(healthy.get("node").textValue()).isEqualTo("node-1");
        assertThat(healthy.get("healthy").booleanValue()).isTrue();

        engine.failure = Optional.of("connection refused");
        monitor.checkAll();
        JsonNode sick = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/status"));
        assertThat(sick.get("healthy").booleanValue()).isFalse();
        assertThat(sick.get("components").toString())
            .isEqualTo("[{\"name\":\"clamav\",\"reachable\":false,\"problem\":\"connection refused\"}]");
    }

    @Test
    void storageCheckShouldSeeThatTheStorageIsAway() {
        StorageCheck check = new StorageCheck(webAdmin.accounts);
        assertThat(check.problem()).isEmpty();
        webAdmin.accounts.away = true;
        assertThat(check.problem()).isPresent();
    }

    @Test
    void accountsShouldBeCreatedChangedAndDeleted() {
        assertThat(webAdmin.post(Role.ADMIN, "/postern/accounts",
            "{\"name\":\"Bob\",\"password\":\"bobs password\",\"role\":\"AUDITOR\"}").statusCode()).isEqualTo(201);
        assertThat(webAdmin.get(Role.ADMIN, "/postern/accounts").body())
            .contains("\"bob\"").doesNotContain("argon2").doesNotContain("password");
        assertThat(put("/postern/accounts/bob/password", "{\"password\":\"new password\"}")).isEqualTo(200);
        assertThat(put("/postern/accounts/bob/role", "{\"role\":\"QUARANTINE_MANAGER\"}")).isEqualTo(200);
        assertThat(webAdmin.accounts.find(AccountName.of("bob"))).hasValueSatisfying(account -> {
            assertThat(account.role()).isEqualTo(Role.QUARANTINE_MANAGER);
            assertThat(account.password().matches("new password")).isTrue();
        });
        assertThat(webAdmin.delete(Role.ADMIN, "/postern/accounts/bob").statusCode()).isEqualTo(200);
        assertThat(webAdmin.delete(Role.ADMIN, "/postern/accounts/bob").statusCode()).isEqualTo(404);
    }

    @Test
    void badAccountsShouldBeRefused() {
        String taken = "{\"name\":\"auditor\",\"password\":\"long enough\",\"role\":\"ADMIN\"}";
        assertThat(webAdmin.post(Role.ADMIN, "/postern/accounts", taken).statusCode()).isEqualTo(409);
        for (String bad : new String[] {"{\"name\":\"a b\",\"password\":\"long enough\",\"role\":\"ADMIN\"}",
            "{\"name\":\"bob\",\"password\":\"short\",\"role\":\"ADMIN\"}",
            "{\"name\":\"bob\",\"password\":\"long enough\",\"role\":\"ROOT\"}",
            "{\"name\":\"bob\",\"password\":\"long enough\"}"}) {
            assertThat(webAdmin.post(Role.ADMIN, "/postern/accounts", bad).statusCode()).as(bad).isEqualTo(400);
        }
        assertThat(put("/postern/accounts/nobody/password", "{\"password\":\"long enough\"}")).isEqualTo(404);
    }

    @Test
    void theLastAdministratorShouldStay() {
        assertThat(webAdmin.delete(Role.ADMIN, "/postern/accounts/admin").statusCode()).isEqualTo(409);
        assertThat(put("/postern/accounts/admin/role", "{\"role\":\"AUDITOR\"}")).isEqualTo(409);
    }

    private int put(String path, String json) {
        return webAdmin.send("PUT", path, Optional.of(webAdmin.token(Role.ADMIN)), Optional.of(json)).statusCode();
    }
}
