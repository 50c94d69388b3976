// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.function.UnaryOperator;

import org.postern.gateway.access.MailUser;
import org.postern.gateway.config.LinkConfiguration;
import org.postern.gateway.config.QuarantineConfiguration;
import org.postern.gateway.digest.DigestForms.Filled;
import org.postern.gateway.link.AccessLink;
import org.postern.gateway.link.AccessLinks;
import org.postern.gateway.quarantine.QuarantineFilter;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.usermail.MailTexts;

/** Writes the report of what was held back for one person in one span of time. */
public final class DigestReports {
    private static final int MOST_ADDRESSES = 100;
    /** Stands where a secret would be in what is only looked at. */
    private static final String NO_SECRET = "preview";

    private final QuarantineStore store;
    private final AccessLinks links;
    private final DigestPreferences preferences;
    private final QuarantineConfiguration policy;
    private final LinkConfiguration configuration;
    private final int rows;
    private final DigestForms forms = new DigestForms();
    private final Map<String, MailTexts> texts = new ConcurrentHashMap<>();

    /**
     * Reports.
     *
     * @param policy what recipients may do with each kind of mail
     * @param rows   most messages in one report
     */
    public DigestReports(QuarantineStore store, AccessLinks links, DigestPreferences preferences, QuarantineConfiguration policy,
                         LinkConfiguration configuration, int rows) {
        this.store = store;
        this.links = links;
        this.preferences = preferences;
        this.policy = policy;
        this.configuration = configuration;
        this.rows = rows;
    }

    /**
     * A report.
     *
     * @param filled  what it says
     * @param count   messages it shows
     * @param language of it, two letters
     */
    public record Report(Filled filled, int count, String language) {
    }

    /** The report due at a time, with links that work; empty when nothing was held back. Its kind must not be off. */
    public Optional<Report> write(MailUser user, DigestSettings settings, Instant due) {
        return write(user, settings, due, recipient -> links.create(recipient, AccessLink.Purpose.DIGEST));
    }

    /**
     * The same to be looked at by others, with links that open nothing.
     *
     * @throws IllegalArgumentException with a sentence for people when the domain's template cannot be used
     */
    public Optional<Report> preview(MailUser user, DigestSettings settings, Instant due) {
        return write(user, settings, due, recipient -> NO_SECRET);
    }

    private Optional<Report> write(MailUser user, DigestSettings settings, Instant due, UnaryOperator<String> secrets) {
        QuarantinePage page = page(user, settings, due);
        if (page.items().isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> made = new HashMap<>();
        DigestValues values = new DigestValues(settings, texts.computeIfAbsent(settings.language(), MailTexts::in), policy,
            recipient -> configuration.url() + "/postern/ui/#/link/" + made.computeIfAbsent(recipient.toLowerCase(Locale.ROOT), secrets));
        Map<String, Object> filling = values.of(user, page, due, Duration.ofHours(Math.max(1, configuration.lifetime().toHours())));
        Filled filled = preferences.template(user.address(), settings.kind()).map(template -> forms.fill(template, filling))
            .orElseGet(() -> forms.fill(settings.kind(), filling));
        return Optional.of(new Report(filled, page.items().size(), settings.language()));
    }

    private QuarantinePage page(MailUser user, DigestSettings settings, Instant due) {
        Set<String> addresses = new LinkedHashSet<>(Set.of(user.address()));
        user.addresses().stream().sorted().forEach(addresses::add);
        QuarantineFilter own = QuarantineFilter.none().of(addresses.stream().limit(MOST_ADDRESSES).collect(Collectors.toSet()));
        return store.list(new QuarantineQuery(due.minus(Duration.ofHours(settings.hours())), due, Optional.empty(), Optional.empty(),
            Optional.empty(), rows, own));
    }
}
