// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import javax.inject.Inject;

import org.postern.gateway.access.MailUser;
import org.postern.gateway.access.Permission;
import org.postern.gateway.config.DigestKind;
import org.postern.gateway.digest.DigestChoice;
import org.postern.gateway.digest.DigestForms;
import org.postern.gateway.digest.DigestPreferences;
import org.postern.gateway.digest.DigestReports;
import org.postern.gateway.digest.DigestSettings;
import org.postern.gateway.digest.DigestStore;
import org.postern.gateway.digest.DigestTemplate;
import org.postern.gateway.mailuser.MailOwners;

/** Daily reports for administrators: what domains get, in which form, and how somebody's would look now. */
public final class DigestEndpoints implements EndpointGroup {
    private static final String PATH = "/postern/digest";
    private static final String DOMAINS = PATH + "/domains";
    private static final String DOMAIN = DOMAINS + "/:domain";
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63}){0,20}");
    private static final int LARGEST_BODY = 1024 * 1024;

    private final DigestStore store;
    private final DigestPreferences preferences;
    private final DigestReports reports;
    private final MailOwners owners;
    private final Clock clock;
    private final DigestForms forms = new DigestForms();

    @Inject
    public DigestEndpoints(DigestStore store, DigestPreferences preferences, DigestReports reports, MailOwners owners, Clock clock) {
        this.store = store;
        this.preferences = preferences;
        this.reports = reports;
        this.owners = owners;
        this.clock = clock;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, DOMAINS, Permission.READ_RULES, this::list),
            Endpoint.guarded(HttpMethod.GET, DOMAIN, Permission.READ_RULES, this::show),
            Endpoint.guarded(HttpMethod.PUT, DOMAIN, Permission.MANAGE_RULES, this::choose),
            Endpoint.guarded(HttpMethod.DELETE, DOMAIN, Permission.MANAGE_RULES, this::delete),
            Endpoint.guarded(HttpMethod.GET, PATH + "/preview", Permission.READ_QUARANTINE, Permission.DOMAIN_QUARANTINE,
                this::preview));
    }

    private Answer list(Call call) {
        call.allowOnly(Set.of());
        Map<String, Object> domains = new TreeMap<>();
        store.choices().forEach((owner, choice) -> {
            if (owner.indexOf('@') < 0) {
                domains.put(owner, DigestView.of(choice));
            }
        });
        return Answer.json(200, Map.of("standard", DigestView.of(preferences.standard()), "domains", domains));
    }

    private Answer show(Call call) {
        String domain = domain(call);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("domain", domain);
        answer.put("choice", store.choice(domain).map(DigestView::of).orElse(Map.of()));
        answer.put("settings", DigestView.of(preferences.ofDomain(domain)));
        store.template(domain).ifPresent(template -> answer.put("template",
            Map.of("subject", template.subject(), "text", template.text(), "html", template.html())));
        return Answer.json(200, answer);
    }

    private Answer choose(Call call) {
        String domain = domain(call);
        JsonBody body = JsonBody.large(call, LARGEST_BODY)
            .allowOnly("kind", "time", "zone", "hours", "language", "subject", "text", "html");
        DigestChoice choice = DigestView.read(body, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Optional<DigestTemplate> template = template(body);
        boolean known = template.isPresent() || store.template(domain).isPresent();
        if (choice.kind().equals(Optional.of(DigestKind.OWN)) && !known) {
            throw ApiException.invalid("'own' needs a template: 'subject', 'text' and 'html'");
        }
        template.ifPresent(one -> store.save(domain, one));
        store.save(domain, choice);
        return show(call);
    }

    private Optional<DigestTemplate> template(JsonBody body) {
        if (List.of("subject", "text", "html").stream().allMatch(field -> body.optionalText(field).isEmpty())) {
            return Optional.empty();
        }
        try {
            DigestTemplate template = new DigestTemplate(body.text("subject"), body.text("text"), body.text("html"));
            forms.fill(template, Map.of());
            return Optional.of(template);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(e.getMessage());
        }
    }

    private Answer delete(Call call) {
        String domain = domain(call);
        store.delete(domain);
        store.deleteTemplate(domain);
        return Answer.json(200, Map.of("status", "deleted"));
    }

    /** Whoever may look at it is shown no link that works. */
    private Answer preview(Call call) {
        call.allowOnly(Set.of("recipient", "kind", "language", "hours"));
        String recipient = call.query("recipient").orElseThrow(() -> ApiException.invalid("'recipient' is missing"));
        MailUser user = owners.of(recipient.toLowerCase(Locale.ROOT));
        // The report tells of all addresses of the person.
        user.addresses().forEach(address -> ReachablePages.demand(call.principal(), ReachablePages.domain(address)));
        DigestSettings settings = settings(call, preferences.of(user.address()));
        try {
            DigestReports.Report report = reports.preview(user, settings, clock.instant()).orElseThrow(() ->
                ApiException.notFound("Nothing was put into quarantine for this person in these hours"));
            return Answer.json(200, Map.of("recipient", user.address(), "messages", report.count(), "language", report.language(),
                "subject", report.filled().subject(), "text", report.filled().text(), "html", report.filled().html()));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(e.getMessage());
        }
    }

    private static DigestSettings settings(Call call, DigestSettings own) {
        try {
            DigestChoice asked = DigestChoice.read(call.query("kind"), Optional.empty(), Optional.empty(), call.query("hours"),
                call.query("language"), own.since());
            return asked.over(own);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(e.getMessage());
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
