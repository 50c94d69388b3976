// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.SignatureAlgorithm;

/**
 * Makes and reads the signed tokens that open Postern's routes. An administrator's token carries {@code "admin": true} and so opens
 * James's own administration routes too, when James verifies with the same public key.
 */
public final class AccessTokens {
    public static final Duration DEFAULT_LIFETIME = Duration.ofHours(8);
    public static final String ISSUER = "postern";

    private static final String ADMINISTRATOR = "admin";
    private static final String PASSWORD_FINGERPRINT = "pwf";

    private final TokenKeys keys;
    private final Duration lifetime;
    private final Clock clock;
    private final JwtParser parser;

    /**
     * @param lifetime of a token; at least a minute
     */
    public AccessTokens(TokenKeys keys, Duration lifetime, Clock clock) {
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("a token must live at least a minute, not " + lifetime);
        }
        this.keys = keys;
        this.lifetime = lifetime;
        this.clock = clock;
        this.parser = Jwts.parserBuilder()
            .setSigningKey(keys.publicKey())
            .requireIssuer(ISSUER)
            .setClock(() -> Date.from(clock.instant()))
            .build();
    }

    /** A token for this account. */
    public IssuedToken issue(Account account) {
        return issue(account.name(), account.password().fingerprint(), account.role());
    }

    /** A token for somebody whose password is kept elsewhere. */
    public IssuedToken issueOutside(AccountName name, OutsideAccount account) {
        return issue(name, TokenClaims.outside(account.identity()), account.role());
    }

    private IssuedToken issue(AccountName name, String fingerprint, Role role) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiry = now.plus(lifetime);
        JwtBuilder token = Jwts.builder()
            .setIssuer(ISSUER)
            .setSubject(name.value())
            .setIssuedAt(Date.from(now))
            .setExpiration(Date.from(expiry))
            .claim(PASSWORD_FINGERPRINT, fingerprint);
        if (role == Role.ADMIN) {
            token.claim(ADMINISTRATOR, true);
        }
        return new IssuedToken(token.signWith(keys.privateKey(), SignatureAlgorithm.RS256).compact(), expiry);
    }

    /** What a token says; empty when it is not ours, altered, expired or not signed with RS256. */
    public Optional<TokenClaims> read(String token) {
        try {
            Jws<Claims> signed = parser.parseClaimsJws(token);
            Claims claims = signed.getBody();
            String fingerprint = claims.get(PASSWORD_FINGERPRINT, String.class);
            if (!SignatureAlgorithm.RS256.getValue().equals(signed.getHeader().getAlgorithm())
                || claims.getExpiration() == null || claims.getSubject() == null || fingerprint == null) {
                return Optional.empty();
            }
            return AccountName.parse(claims.getSubject()).map(name -> new TokenClaims(name, fingerprint));
        } catch (JwtException | IllegalArgumentException e) {
            // Why it failed is of use to nobody but a forger.
            return Optional.empty();
        }
    }
}
