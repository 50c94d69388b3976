// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.gateway.access.Role;

class ListPausesTest {
    private final WebAdminFixture web = new WebAdminFixture();

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void listsThatRestShouldBeShownWithTheReasonAndWokenOnDemand() {
        web.pauses.pause("zen.list.test", "127.255.255.254: the name server that asks is a public or shared one");

        assertThat(send("GET", "", Role.AUDITOR).body()).contains("zen.list.test", "public or shared", "until");
        assertThat(send("DELETE", "/zen.list.test", Role.AUDITOR).statusCode()).isEqualTo(403);
        assertThat(send("DELETE", "/zen.list.test", Role.ADMIN).statusCode()).isEqualTo(200);
        assertThat(send("DELETE", "/zen.list.test", Role.ADMIN).statusCode()).isEqualTo(404);
        assertThat(send("GET", "", Role.AUDITOR).body()).contains("[]");
    }

    private HttpResponse<String> send(String method, String path, Role role) {
        return web.send(method, "/postern/spam/lists/pauses" + path, Optional.of(web.token(role)), Optional.empty());
    }
}
