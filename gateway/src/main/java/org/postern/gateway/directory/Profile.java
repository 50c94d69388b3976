// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One directory of the people behind the gateway, and what it is used for.
 *
 * @param name         unique; letters, digits, dot, hyphen and underscore
 * @param comment      for people
 * @param enabled      whether it is read and asked
 * @param connection   how its servers are reached
 * @param layout       where it keeps what
 * @param syncEvery    time between two readings
 * @param domains      domains whose recipients are looked up here; empty for all
 * @param selfService  whether everybody in it may sign in to see the mail that is held back for him
 * @param roles        groups whose members may sign in to the administration, by role
 */
public record Profile(String name, String comment, boolean enabled, Connection connection, Layout layout, Duration syncEvery,
                      Set<String> domains, boolean selfService, Map<String, List<String>> roles) {
    /** Names that stand for something else in the routes. */
    private static final Set<String> TAKEN = Set.of("lookup", "test");

    public Profile {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}") || TAKEN.contains(name)) {
            throw new IllegalArgumentException("'name' must have 1 to 64 letters, digits, dots, hyphens and underscores, begin with a "
                + "letter or digit, and not be one of " + String.join(", ", TAKEN.stream().sorted().toList()));
        }
        domains = Set.copyOf(domains);
        roles = Collections.unmodifiableMap(new TreeMap<>(roles));
    }

    /** The same with another connection. */
    public Profile with(Connection other) {
        return new Profile(name, comment, enabled, other, layout, syncEvery, domains, selfService, roles);
    }

    /** Whether addresses of a domain, in lower case, are this directory's. */
    public boolean covers(String domain) {
        return domains.isEmpty() || domains.contains(domain);
    }
}
