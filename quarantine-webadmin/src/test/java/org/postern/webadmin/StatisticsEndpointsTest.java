// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.gateway.access.Role;
import org.postern.gateway.statistics.Counts;
import org.postern.gateway.statistics.Dimension;
import org.postern.gateway.statistics.Measure;
import org.postern.gateway.statistics.Tier;

import com.fasterxml.jackson.databind.JsonNode;

class StatisticsEndpointsTest {
    private static final Instant HOUR = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(3, ChronoUnit.HOURS);
    private static WebAdminFixture webAdmin;

    @BeforeAll
    static void start() {
        webAdmin = new WebAdminFixture();
        Counts counts = new Counts();
        counts.add(Dimension.TOTAL, "in", Measure.COUNT, 10);
        counts.add(Dimension.TOTAL, "in", Measure.SPAM, 3);
        counts.add(Dimension.TOTAL, "in", Measure.GREYLISTED, 4);
        counts.add(Dimension.TOTAL, "in", Measure.ANALYSED, 2);
        counts.add(Dimension.TOTAL, "in", Measure.MICROS, 5000);
        counts.add(Dimension.RECEIVER, "few@own.test", Measure.COUNT, 2);
        counts.add(Dimension.RECEIVER, "many@own.test", Measure.COUNT, 8);
        counts.add(Dimension.RECEIVER, "other@else.test", Measure.COUNT, 5);
        webAdmin.statistics.put(Tier.HOUR, HOUR, counts);
    }

    @AfterAll
    static void stop() {
        webAdmin.close();
    }

    private static String range() {
        return "from=" + HOUR + "&to=" + HOUR.plus(2, ChronoUnit.HOURS);
    }

    @Test
    void theLargestShouldComeFirst() {
        JsonNode answer = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/statistics?by=receiver&filter=OWN.test&" + range()));

        assertThat(answer.get("rows").findValuesAsText("key")).containsExactly("many@own.test", "few@own.test");
        assertThat(WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/statistics?by=receiver&limit=1&" + range())).get("rows"))
            .hasSize(1);
    }

    @Test
    void totalsShouldTellWhatIsComputedFromThem() {
        JsonNode row = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/statistics?" + range())).get("rows").get(0);

        assertThat(row.get("key").textValue()).isEqualTo("in");
        assertThat(row.get("count").longValue()).isEqualTo(10);
        assertThat(row.get("virus").longValue()).isZero();
        assertThat(row.get("junk").longValue()).isEqualTo(7);
        assertThat(row.get("averageMillis").doubleValue()).isEqualTo(2.5);
    }

    @Test
    void seriesShouldBeInTheViewersTime() {
        JsonNode answer = WebAdminFixture.json(webAdmin.get(Role.AUDITOR, "/postern/statistics/series?zone=Asia/Tokyo&" + range()));

        assertThat(answer.get("spans")).hasSize(2);
        assertThat(answer.get("spans").get(0).get("start").textValue()).endsWith("+09:00");
        assertThat(answer.get("spans").get(0).get("count").longValue()).isEqualTo(10);
        assertThat(answer.get("spans").get(1).get("count").longValue()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"?by=colour|'by'", "?sort=x|'sort'", "?limit=5000|'limit'", "/series?zone=Mars|'zone'",
        "/series?by=sender|'key'", "/series?span=year|'span'", "/series?span=minute&from=2026-01-01Z&to=2026-02-01Z|'span'", "?x=1|'x'"})
    void whatIsWrongShouldBeNamed(String query, String named) {
        HttpResponse<String> answer = webAdmin.get(Role.AUDITOR, "/postern/statistics" + query);

        assertThat(answer.statusCode()).as(query).isEqualTo(400);
        assertThat(WebAdminFixture.json(answer).get("message").textValue()).contains(named);
    }
}
