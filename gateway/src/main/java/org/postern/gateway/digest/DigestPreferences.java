// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.postern.gateway.config.DigestConfiguration;
import org.postern.gateway.config.DigestKind;

/** Works out whose word counts about a report: the person's, else that of the domain, else the configuration's. */
public final class DigestPreferences {
    private final DigestStore store;
    private final DigestSettings standard;

    /**
     * Preferences.
     *
     * @param language where nobody says otherwise
     */
    public DigestPreferences(DigestStore store, DigestConfiguration configuration, String language) {
        this.store = store;
        this.standard = new DigestSettings(configuration.kind(), configuration.time(), configuration.zone(), configuration.hours(),
            language, Instant.EPOCH);
    }

    /** What holds where neither a domain nor a person says otherwise. */
    public DigestSettings standard() {
        return standard;
    }

    /** What holds for a domain. */
    public DigestSettings ofDomain(String domain) {
        return store.choice(domain).map(choice -> choice.over(standard)).orElse(standard);
    }

    /**
     * What holds for a person.
     *
     * @param address main address, in lower case
     */
    public DigestSettings of(String address) {
        return of(address, store::choice);
    }

    /** The same by choices that were read before. */
    DigestSettings of(String address, Map<String, DigestChoice> choices) {
        return of(address, owner -> Optional.ofNullable(choices.get(owner)));
    }

    /** The form of a person's report; one that wants the domain's own form gets the short one where there is none. */
    Optional<DigestTemplate> template(String address, DigestKind kind) {
        return kind == DigestKind.OWN ? store.template(domain(address)) : Optional.empty();
    }

    private DigestSettings of(String address, Function<String, Optional<DigestChoice>> choices) {
        DigestSettings domain = choices.apply(domain(address)).map(choice -> choice.over(standard)).orElse(standard);
        return choices.apply(address).map(choice -> choice.over(domain)).orElse(domain);
    }

    /** Domain of an address, as choices of domains are kept. */
    public static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
