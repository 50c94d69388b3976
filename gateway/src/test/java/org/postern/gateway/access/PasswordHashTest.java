// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    @Test
    void matchesShouldHoldForTheRightPasswordOnly() {
        PasswordHash hash = PasswordHash.of("Grüße 🐫");
        assertThat(hash.matches("Grüße 🐫")).isTrue();
        assertThat(hash.matches("Grüße 🐪")).isFalse();
        assertThat(hash.matches("")).isFalse();
        assertThat(hash.matches("x".repeat(5000))).isFalse();
    }

    @Test
    void parseShouldReadWhatEncodedGives() {
        PasswordHash hash = PasswordHash.of("a long password");
        PasswordHash read = PasswordHash.parse(hash.encoded());
        assertThat(read).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThat(read.matches("a long password")).isTrue();
    }

    @Test
    void parseShouldUseTheParametersOfTheHash() {
        // made by the reference implementation: echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32 -e
        PasswordHash hash = PasswordHash.parse(
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
        assertThat(hash.matches("password")).isTrue();
        assertThat(hash.matches("Password")).isFalse();
    }

    @Test
    void theSamePasswordShouldHashDifferentlyEachTime() {
        assertThat(PasswordHash.of("same")).isNotEqualTo(PasswordHash.of("same"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void emptyPasswordsShouldBeRefused(String password) {
        assertThatThrownBy(() -> PasswordHash.of(password)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "$argon2i$v=19$m=1,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"})
    void parseShouldRefuseWhatIsNoHash(String text) {
        assertThatThrownBy(() -> PasswordHash.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toStringShouldNotShowTheHash() {
        PasswordHash hash = PasswordHash.of("a long password");
        assertThat(new Account(AccountName.of("a"), hash, Role.ADMIN).toString()).doesNotContain(hash.encoded().substring(30));
    }

    @Test
    void fingerprintShouldChangeWithThePassword() {
        assertThat(PasswordHash.of("one").fingerprint()).hasSize(16).isNotEqualTo(PasswordHash.of("two").fingerprint());
    }
}
