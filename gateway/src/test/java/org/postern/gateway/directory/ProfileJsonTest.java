// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileJsonTest {
    private final ProfileJson json = new ProfileJson();

    @Test
    void aProfileShouldHaveSafeDefaultsAndKeepItsPasswordToItself() {
        Profile profile = json.read("{\"name\": \"corp\", \"servers\": [\"a\"], \"bindName\": \"cn=r\", \"bindPassword\": \" s \"}");
        assertThat(profile.connection().verify()).isTrue();
        assertThat(profile.connection().security()).isEqualTo(Connection.Security.LDAPS);
        assertThat(profile.connection().bindPassword()).contains(" s ");
        assertThat(json.tree(profile)).doesNotContainKey("bindPassword");
        assertThat(json.read(json.write(profile))).isEqualTo(profile);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "{}; 'servers'",
        "{\"servers\": [\"a\"]}; 'name'",
        "{\"servers\": [\"a\"], \"name\": \"a/b\"}; 'name'",
        "{\"servers\": [\"a\"], \"name\": \"lookup\"}; 'name'",
        "{\"servers\": \"a\", \"name\": \"x\"}; 'servers'",
        "{\"servers\": [\"a\"], \"name\": \"x\", \"security\": \"tls\"}; 'security'",
        "{\"servers\": [\"a\"], \"name\": \"x\", \"verify\": \"no\"}; 'verify'",
        "{\"servers\": [\"a\"], \"name\": \"x\", \"bindName\": \"cn=r\"}; 'bindPassword'",
        "{\"servers\": [\"a\"], \"name\": \"x\", \"bindName\": \"cn=r\", \"bindPassword\": \"\"}; 'bindPassword'",
        "{\"servers\": [\"a\"], \"name\": \"x\", \"pageSize\": 0}; 'pageSize'",
        "{\"servers\": [\"a\"], \"name\": \"x\", \"syncEvery\": \"1s\"}; 'syncEvery'",
        "{\"servers\": [\"a\"], \"name\": \"x\", \"mailAttributes\": [\"ma il\"]}; 'mailAttributes'",
        "{\"servers\": [\"a\"], \"name\": \"x\", \"roles\": {\"KING\": [\"g\"]}}; KING",
        "{\"servers\": [\"a\"], \"name\": \"x\", \"passwort\": \"g\"}; 'passwort'"})
    void aFaultShouldBeToldWithItsField(String profile, String named) {
        assertThatThrownBy(() -> json.read(profile)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(named);
    }
}
