// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import javax.inject.Inject;

import org.postern.analysis.facts.PublishedPolicy;
import org.postern.gateway.access.Permission;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.dmarcreport.DmarcReport;
import org.postern.gateway.dmarcreport.DmarcReportStore;
import org.postern.gateway.dmarcreport.DmarcReports;

/** Reports to domain owners for administrators: what was counted, how a report looks, and sending one at once. */
public final class DmarcReportEndpoints implements EndpointGroup {
    private static final String PATH = "/postern/dmarc/reports";
    private static final String DOMAIN = PATH + "/:domain";
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63}){0,20}");
    private static final int MOST = 1000;

    private final boolean enabled;
    private final DmarcReportStore store;
    private final DmarcReports reports;
    private final Clock clock;

    @Inject
    public DmarcReportEndpoints(PosternConfiguration configuration, DmarcReportStore store, DmarcReports reports, Clock clock) {
        this(configuration.dmarcReports().enabled(), store, reports, clock);
    }

    DmarcReportEndpoints(boolean enabled, DmarcReportStore store, DmarcReports reports, Clock clock) {
        this.enabled = enabled;
        this.store = store;
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, PATH, Permission.READ_STATUS, this::list),
            Endpoint.guarded(HttpMethod.GET, DOMAIN, Permission.READ_STATUS, this::show),
            Endpoint.guarded(HttpMethod.POST, DOMAIN + "/send", Permission.MANAGE_RULES, this::send));
    }

    private Answer list(Call call) {
        call.allowOnly(Set.of("day"));
        LocalDate day = day(call, today());
        List<Map<String, Object>> domains = new ArrayList<>();
        for (PublishedPolicy policy : store.policies(day, MOST)) {
            reports.report(policy, day).ifPresent(report -> domains.add(Map.of("domain", policy.domain(), "policy", policy.policy(),
                "reports", policy.reports(), "messages", report.messages(), "rows", report.rows().size())));
        }
        return Answer.json(200, Map.of("enabled", enabled, "day", day.toString(), "domains", domains));
    }

    private Answer show(Call call) {
        call.allowOnly(Set.of("day"));
        String domain = domain(call);
        LocalDate day = day(call, today());
        DmarcReport report = reports.report(domain, day)
            .orElseThrow(() -> ApiException.notFound("Nothing was counted of " + domain + " on " + day));
        return Answer.bytes(200, "application/xml; charset=utf-8", reports.file(report))
            .with("Content-Disposition", "attachment; filename=\"" + report.fileName() + ".xml\"");
    }

    private Answer send(Call call) throws IOException {
        call.allowOnly(Set.of("day", "again"));
        if (!enabled) {
            throw ApiException.conflict("Reports to domain owners are off (dmarc-report.enabled)");
        }
        boolean again = call.query("again").map(DmarcReportEndpoints::flag).orElse(false);
        String domain = domain(call);
        LocalDate day = day(call, today().minusDays(1));
        if (!day.isBefore(today())) {
            throw ApiException.invalid("a report is sent when its day is over (UTC)");
        }
        DmarcReports.Result result = reports.send(domain, day, again);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("domain", domain);
        answer.put("day", day.toString());
        answer.put("state", result.state().name().toLowerCase(Locale.ROOT));
        answer.put("sent", result.sent());
        answer.put("refused", result.refused());
        return Answer.json(200, answer);
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw ApiException.invalid("'again' must be true or false");
        }
        return text.equals("true");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static LocalDate day(Call call, LocalDate otherwise) {
        try {
            return call.query("day").map(LocalDate::parse).orElse(otherwise);
        } catch (DateTimeException e) {
            throw ApiException.invalid("'day' must be a day (UTC), such as 2026-03-01");
        }
    }

    private static String domain(Call call) {
        String domain = call.path("domain").toLowerCase(Locale.ROOT);
        if (!NAME.matcher(domain).matches()) {
            throw ApiException.invalid("this is no name of a domain");
        }
        return domain;
    }
}
