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
 * Makes and reads the signed tokens of people who look after their own mail. They name another issuer than those of accounts, so that
 * neither is ever taken for the other, and say nothing that James's own administration would accept.
 */
public final class UserTokens {
    /** How long one works before one must sign in again. */
    public static final Duration LIFETIME = Duration.ofHours(2);
    private static final String ISSUER = "postern-user";
    private static final String LINK = "link";

    private final TokenKeys keys;
    private final Clock clock;
    private final JwtParser parser;

    /**
     * What a token says, its signature and lifetime checked.
     *
     * @param address main address
     * @param link    the link that opened the session; empty when a password did
     */
    public record Claim(String address, Optional<String> link) {
    }

    public UserTokens(TokenKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.parser = Jwts.parserBuilder().setSigningKey(keys.publicKey()).requireIssuer(ISSUER)
            .setClock(() -> Date.from(clock.instant())).build();
    }

    /** A token for somebody; one from a link ends with the link at the latest. */
    public IssuedToken issue(String address, Optional<String> link, Instant atMost) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plus(LIFETIME);
        Instant expiry = atMost.isBefore(end) ? atMost : end;
        JwtBuilder token = Jwts.builder().setIssuer(ISSUER).setSubject(address).setIssuedAt(Date.from(now))
            .setExpiration(Date.from(expiry));
        link.ifPresent(id -> token.claim(LINK, id));
        return new IssuedToken(token.signWith(keys.privateKey(), SignatureAlgorithm.RS256).compact(), expiry);
    }

    /** What a token says; empty when it is not ours, altered, expired or not signed with RS256. */
    public Optional<Claim> read(String token) {
        try {
            Jws<Claims> signed = parser.parseClaimsJws(token);
            Claims claims = signed.getBody();
            if (!SignatureAlgorithm.RS256.getValue().equals(signed.getHeader().getAlgorithm()) || claims.getExpiration() == null
                || claims.getSubject() == null) {
                return Optional.empty();
            }
            return Optional.of(new Claim(claims.getSubject(), Optional.ofNullable(claims.get(LINK, String.class))));
        } catch (JwtException | IllegalArgumentException e) {
            // Why it failed is of use to nobody but a forger.
            return Optional.empty();
        }
    }
}
