// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.PublishedPolicy;
import org.postern.gateway.access.Role;
import org.postern.gateway.dmarcreport.ReportedMail;

import com.fasterxml.jackson.databind.JsonNode;

class DmarcReportEndpointsTest {
    private static final String PATH = "/postern/dmarc/reports";
    private static final LocalDate YESTERDAY = LocalDate.now(ZoneOffset.UTC).minusDays(1);

    private static WebAdminFixture webAdmin;

    @BeforeAll
    static void start() {
        webAdmin = new WebAdminFixture();
        ReportedMail mail = new ReportedMail("192.0.2.7", "reject", "", true, false, false, "shop.example", "shop.example", List.of(),
            "shop.example", "fail");
        for (LocalDate day : List.of(YESTERDAY, YESTERDAY.plusDays(1))) {
            webAdmin.dmarcStore.save(day, new PublishedPolicy("shop.example", "reject", "reject", "reject", "r", "r", 100, false, "0",
                "psl", List.of("mailto:dmarc@shop.example", "mailto:dmarc@elsewhere.example")));
            webAdmin.dmarcStore.save(day, "shop.example", UUID.randomUUID(), mail, 3);
        }
    }

    @AfterAll
    static void stop() {
        webAdmin.close();
    }

    @Test
    void whatWasCountedShouldBeShownByDay() {
        JsonNode answer = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, PATH + "?day=" + YESTERDAY));

        assertThat(answer.path("domains")).hasSize(1);
        assertThat(answer.path("domains").get(0).path("domain").textValue()).isEqualTo("shop.example");
        assertThat(answer.path("domains").get(0).path("messages").longValue()).isEqualTo(3);
        assertThat(WebAdminFixture.json(webAdmin.get(Role.AUDITOR, PATH + "?day=2020-01-01")).path("domains")).isEmpty();
        assertThat(webAdmin.get(Role.AUDITOR, PATH + "?day=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void aReportShouldBeShownAsItIsSent() {
        HttpResponse<String> answer = webAdmin.get(Role.AUDITOR, PATH + "/Shop.example?day=" + YESTERDAY);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/xml");
        assertThat(answer.body()).contains("<source_ip>192.0.2.7</source_ip>", "<count>3</count>");
        assertThat(webAdmin.get(Role.AUDITOR, PATH + "/nobody.example").statusCode()).isEqualTo(404);
        assertThat(webAdmin.get(Role.AUDITOR, PATH + "/no%20name").statusCode()).isEqualTo(400);
    }

    @Test
    void aReportShouldBeSentOnWishOnceItsDayIsOver() {
        String path = PATH + "/shop.example/send";
        assertThat(webAdmin.post(Role.AUDITOR, path, "{}").statusCode()).isEqualTo(403);
        assertThat(webAdmin.post(Role.ADMIN, path + "?day=" + YESTERDAY.plusDays(1), "{}").statusCode()).isEqualTo(400);

        JsonNode later = WebAdminFixture.json(webAdmin.post(Role.ADMIN, path, "{}"));
        assertThat(later.path("state").textValue()).as("nobody answers for the address elsewhere").isEqualTo("later");
        webAdmin.dmarcStore.save(YESTERDAY, new PublishedPolicy("shop.example", "reject", "reject", "reject", "r", "r", 100, false, "0",
            "psl", List.of("mailto:dmarc@shop.example")));
        JsonNode sent = WebAdminFixture.json(webAdmin.post(Role.ADMIN, path, "{}"));
        assertThat(sent.path("state").textValue()).isEqualTo("sent");
        assertThat(sent.path("sent").get(0).textValue()).isEqualTo("dmarc@shop.example");
        assertThat(WebAdminFixture.json(webAdmin.post(Role.ADMIN, path, "{}")).path("state").textValue()).isEqualTo("before");
        assertThat(WebAdminFixture.json(webAdmin.post(Role.ADMIN, path + "?again=true", "{}")).path("state").textValue()).isEqualTo("sent");
        assertThat(webAdmin.outlet.deliveries).extracting(RecordingOutlet.Delivery::recipient)
            .containsExactly("dmarc@shop.example", "dmarc@shop.example");
    }
}
