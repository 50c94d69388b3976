// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.gateway.access.Role;
import org.postern.gateway.rate.Hold;

class SmtpEndpointsTest {
    private final WebAdminFixture webAdmin = new WebAdminFixture();

    @AfterEach
    void stop() {
        webAdmin.close();
    }

    @Test
    void heldSendersShouldBeShownAndLetGo() {
        webAdmin.holds.put(new Hold("ann@local.example", Instant.parse("2026-03-01T12:00:00Z"), "more than 5 recipients within an hour"));
        webAdmin.outbound.exchange();

        assertThat(WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/outbound/holds")).at("/holds/0/name").textValue())
            .isEqualTo("ann@local.example");
        assertThat(delete(Role.AUDITOR, "/postern/outbound/holds/ann@local.example")).isEqualTo(403);
        assertThat(delete(Role.ADMIN, "/postern/outbound/holds/ann@local.example")).isEqualTo(200);
        assertThat(webAdmin.holds.all()).isEmpty();
        assertThat(delete(Role.ADMIN, "/postern/outbound/holds/ann@local.example")).isEqualTo(404);
    }

    @Test
    void whatTheServerBehindHasSaidShouldBeShownAndForgotten() {
        webAdmin.verification.check("203.0.113.9", "ben@corp.example");

        assertThat(WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/recipients/answers")).at("/answers/0/recipient").textValue())
            .isEqualTo("ben@corp.example");
        assertThat(delete(Role.ADMIN, "/postern/recipients/answers")).isEqualTo(200);
        assertThat(webAdmin.verification.remembered()).isEmpty();
    }

    private int delete(Role role, String path) {
        return webAdmin.send("DELETE", path, Optional.of(webAdmin.token(role)), Optional.empty()).statusCode();
    }
}
