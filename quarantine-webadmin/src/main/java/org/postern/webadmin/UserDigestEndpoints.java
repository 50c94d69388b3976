// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.inject.Inject;

import org.postern.gateway.config.DigestKind;
import org.postern.gateway.config.LinkConfiguration;
import org.postern.gateway.access.Permission;
import org.postern.gateway.digest.DigestChoice;
import org.postern.gateway.digest.DigestPreferences;
import org.postern.gateway.digest.DigestStore;
import org.postern.gateway.mailuser.MailOwners;

/** Whether and how one gets the daily report of one's own quarantined mail. */
public final class UserDigestEndpoints implements EndpointGroup {
    private static final String PATH = "/postern/me/digest";

    private final DigestStore store;
    private final DigestPreferences preferences;
    private final MailOwners owners;
    private final Clock clock;

    @Inject
    public UserDigestEndpoints(DigestStore store, DigestPreferences preferences, MailOwners owners, Clock clock) {
        this.store = store;
        this.preferences = preferences;
        this.owners = owners;
        this.clock = clock;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, PATH, Permission.OWN_QUARANTINE, this::show),
            Endpoint.guarded(HttpMethod.PUT, PATH, Permission.OWN_QUARANTINE, this::choose));
    }

    /** A report is a person's, so that a session for an alias changes the same. */
    private String owner(Call call) {
        return owners.of(UserEndpoints.user(call).address()).address();
    }

    private Answer show(Call call) {
        String owner = owner(call);
        Optional<DigestChoice> choice = store.choice(owner);
        boolean own = store.template(DigestPreferences.domain(owner)).isPresent();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("address", owner);
        answer.put("choice", choice.map(DigestView::of).orElse(Map.of()));
        answer.put("settings", DigestView.of(preferences.of(owner)));
        answer.put("standard", DigestView.of(preferences.ofDomain(DigestPreferences.domain(owner))));
        answer.put("kinds", Stream.of(DigestKind.values()).filter(kind -> own || kind != DigestKind.OWN).map(DigestKind::word).toList());
        answer.put("languages", LinkConfiguration.LANGUAGES);
        return Answer.json(200, answer);
    }

    private Answer choose(Call call) {
        String owner = owner(call);
        DigestChoice choice = DigestView.read(call.body().allowOnly(DigestView.FIELDS), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (choice.kind().equals(Optional.of(DigestKind.OWN)) && store.template(DigestPreferences.domain(owner)).isEmpty()) {
            throw ApiException.invalid("'own' needs a template of the domain, and there is none");
        }
        store.save(owner, choice);
        return show(call);
    }
}
