// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;

import org.postern.gateway.access.TokenKeys;
import org.postern.gateway.quarantine.ItemId;
import org.postern.webadmin.preview.ImagePolicy;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.SignatureAlgorithm;

/** Signed tickets for the page of one preview, good for two minutes and for nothing else; every node of a cluster reads them. */
public final class PreviewTickets {
    private static final Duration LIFETIME = Duration.ofMinutes(2);
    private static final String ISSUER = "postern-preview";
    private static final String IMAGES = "img";

    private final TokenKeys keys;
    private final Clock clock;
    private final JwtParser parser;

    /** What a ticket opens. */
    record Ticket(ItemId item, ImagePolicy images) {
    }

    public PreviewTickets(TokenKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.parser = Jwts.parserBuilder().setSigningKey(keys.publicKey()).requireIssuer(ISSUER)
            .setClock(() -> Date.from(clock.instant())).build();
    }

    String issue(ItemId item, ImagePolicy images) {
        return Jwts.builder().setIssuer(ISSUER).setSubject(item.value()).claim(IMAGES, images.word())
            .setExpiration(Date.from(clock.instant().plus(LIFETIME))).signWith(keys.privateKey(), SignatureAlgorithm.RS256).compact();
    }

    Optional<Ticket> read(String text) {
        try {
            Claims claims = parser.parseClaimsJws(text).getBody();
            return ImagePolicy.of(claims.get(IMAGES, String.class)).map(images -> new Ticket(new ItemId(claims.getSubject()), images));
        } catch (JwtException | IllegalArgumentException e) {
            // Why it failed is of use to nobody but a forger.
            return Optional.empty();
        }
    }
}
