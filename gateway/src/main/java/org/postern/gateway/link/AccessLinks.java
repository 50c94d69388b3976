// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.link;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.postern.gateway.link.AccessLink.Purpose;

import com.google.common.hash.Hashing;

/** Makes and checks the secrets of links: 256 random bits, of which the store never sees more than a hash. */
public final class AccessLinks {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int BYTES = 32;

    private final LinkStore store;
    private final Duration lifetime;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * Links.
     *
     * @param lifetime of each
     */
    public AccessLinks(LinkStore store, Duration lifetime, Clock clock) {
        this.store = store;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** Makes a link and returns its secret. */
    public String create(String recipient, Purpose purpose) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        store.save(new AccessLink(id(secret), recipient.toLowerCase(Locale.ROOT), purpose, now, now.plus(lifetime)));
        return secret;
    }

    /** The link with this secret, while it holds. */
    public Optional<AccessLink> open(String secret) {
        return SECRET.matcher(secret).matches() ? store.find(id(secret)) : Optional.empty();
    }

    /** A link by its id, while it holds. */
    public Optional<AccessLink> find(String id) {
        return store.find(id);
    }

    /** Ends all links of a recipient, and the sessions they opened. */
    public void revoke(String recipient) {
        store.revoke(recipient.toLowerCase(Locale.ROOT));
    }

    /** Time a link holds. */
    public Duration lifetime() {
        return lifetime;
    }

    private static String id(String secret) {
        return Hashing.sha256().hashString(secret, StandardCharsets.US_ASCII).toString();
    }
}
