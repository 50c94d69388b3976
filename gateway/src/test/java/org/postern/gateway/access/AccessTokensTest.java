// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.SignatureAlgorithm;
import io.jsonwebtoken.security.Keys;

class AccessTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TokenKeys KEYS = TokenKeys.generate();
    private static final Account ALICE = new Account(AccountName.of("alice"), PasswordHash.of("correct horse"), Role.ADMIN);

    private final AccessTokens tokens = at(NOW);

    private static AccessTokens at(Instant time) {
        return new AccessTokens(KEYS, Duration.ofHours(8), Clock.fixed(time, ZoneOffset.UTC));
    }

    @Test
    void readShouldReturnWhatWasIssued() {
        IssuedToken token = tokens.issue(ALICE);
        assertThat(token.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(8)));
        assertThat(tokens.read(token.value())).contains(new TokenClaims(ALICE.name(), ALICE.password().fingerprint()));
    }

    @Test
    void onlyAnAdministratorsTokenShouldOpenJamesRoutes() {
        assertThat(payload(tokens.issue(ALICE))).contains("\"admin\":true");
        for (Role role : new Role[] {Role.QUARANTINE_MANAGER, Role.AUDITOR}) {
            assertThat(payload(tokens.issue(ALICE.withRole(role, Set.of())))).doesNotContain("\"admin\"");
        }
    }

    @Test
    void readShouldRefuseAnExpiredToken() {
        String token = tokens.issue(ALICE).value();
        assertThat(at(NOW.plus(Duration.ofHours(8)).minusSeconds(1)).read(token)).isPresent();
        assertThat(at(NOW.plus(Duration.ofHours(8)).plusSeconds(1)).read(token)).isEmpty();
    }

    @Test
    void readShouldRefuseATokenOfAnotherKey() {
        AccessTokens other = new AccessTokens(TokenKeys.generate(), Duration.ofHours(8), Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(tokens.read(other.issue(ALICE).value())).isEmpty();
    }

    @Test
    void readShouldRefuseAnUnsignedToken() {
        String[] parts = tokens.issue(ALICE).value().split("\\.");
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII));
        assertThat(tokens.read(none + "." + parts[1] + ".")).isEmpty();
        assertThat(tokens.read(none + "." + parts[1] + "." + parts[2])).isEmpty();
        assertThat(tokens.read(parts[0] + "." + parts[1] + ".")).isEmpty();
    }

    @Test
    void readShouldRefuseAnHmacMadeWithThePublicKey() {
        String forged = Jwts.builder().setIssuer("postern").setSubject("alice").setExpiration(Date.from(NOW.plusSeconds(60)))
            .addClaims(Map.of("pwf", ALICE.password().fingerprint()))
            .signWith(Keys.hmacShaKeyFor(KEYS.publicKey().getEncoded()), SignatureAlgorithm.HS256).compact();
        assertThat(tokens.read(forged)).isEmpty();
    }

    @Test
    void readShouldRefuseATokenThatLacksAClaimOrNeverExpires() {
        String forever = Jwts.builder().setIssuer("postern").setSubject("alice").addClaims(Map.of("pwf", "x"))
            .signWith(KEYS.privateKey(), SignatureAlgorithm.RS256).compact();
        String foreign = Jwts.builder().setSubject("alice").addClaims(Map.of("pwf", "x", "admin", true))
            .setExpiration(Date.from(NOW.plusSeconds(60))).signWith(KEYS.privateKey(), SignatureAlgorithm.RS256).compact();
        assertThat(tokens.read(forever)).isEmpty();
        assertThat(tokens.read(foreign)).isEmpty();
    }

    @Test
    void readShouldRefuseAnAlteredOrMeaninglessToken() {
        String token = tokens.issue(ALICE).value();
        int dot = token.indexOf('.') + 5;
        assertThat(tokens.read(token.substring(0, dot) + (token.charAt(dot) == 'A' ? 'B' : 'A') + token.substring(dot + 1))).isEmpty();
        assertThat(tokens.read("")).isEmpty();
        assertThat(tokens.read("a.b.c")).isEmpty();
    }

    @Test
    void keysShouldBeCreatedForTheOwnerOnlyAndFoundAgain(@TempDir Path directory) throws IOException {
        TokenKeys created = TokenKeys.loadOrCreate(directory);
        TokenKeys loaded = TokenKeys.loadOrCreate(directory);
        assertThat(loaded.derived("a purpose")).isEqualTo(created.derived("a purpose")).isNotEqualTo(created.derived("another"));
        assertThat(created.created()).isTrue();
        assertThat(loaded.created()).isFalse();
        assertThat(loaded.publicKey()).isEqualTo(created.publicKey());
        for (String file : new String[] {TokenKeys.PRIVATE_FILE, TokenKeys.PUBLIC_FILE}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file)))).isEqualTo("rw-------");
        }
    }

    @Test
    void keysThatAreNoPairShouldBeRefused(@TempDir Path directory, @TempDir Path other) throws IOException {
        TokenKeys.loadOrCreate(directory);
        TokenKeys.loadOrCreate(other);
        Files.delete(directory.resolve(TokenKeys.PUBLIC_FILE));
        assertThatThrownBy(() -> TokenKeys.loadOrCreate(directory)).isInstanceOf(IOException.class).hasMessageContaining("but no");
        Files.copy(other.resolve(TokenKeys.PUBLIC_FILE), directory.resolve(TokenKeys.PUBLIC_FILE));
        assertThatThrownBy(() -> TokenKeys.loadOrCreate(directory)).isInstanceOf(IOException.class).hasMessageContaining("not a pair");
        Files.writeString(directory.resolve(TokenKeys.PUBLIC_FILE), "nonsense");
        assertThatThrownBy(() -> TokenKeys.loadOrCreate(directory)).isInstanceOf(IOException.class).hasMessageContaining("PEM");
    }

    private static String payload(IssuedToken token) {
        return new String(Base64.getUrlDecoder().decode(token.value().split("\\.")[1]), StandardCharsets.UTF_8);
    }
}
