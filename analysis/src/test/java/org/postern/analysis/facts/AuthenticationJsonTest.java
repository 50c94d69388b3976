// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class AuthenticationJsonTest {
    private final FactsJson json = new FactsJson();

    @Test
    void authenticationShouldReadBackTheSame() {
        Authentication authentication = new Authentication(
            new SpfCheck(AuthenticationResult.FAIL, "example.org", "see http://example.org", "-all"), SpfCheck.unknown("no HELO"),
            List.of(new DkimCheck(AuthenticationResult.PASS, "example.org", "s1", "@example.org", "rsa-sha256", "")),
            new DmarcCheck(AuthenticationResult.PASS, "example.org", "example.org", "reject", "reject", false, true, "dkim"),
            new ArcCheck(AuthenticationResult.NONE, "", false, "no seal"));
        Facts facts = TestFacts.clean("b@example.com").with(authentication);

        assertThat(json.read(json.write(facts))).isEqualTo(facts);
    }

    @Test
    void factsOfBeforeShouldReadAsUnchecked() {
        Facts facts = TestFacts.clean("b@example.com");
        String old = json.write(facts).replaceFirst(",\"authentication\":\\{.*}}", "}");

        assertThat(old).doesNotContain("authentication");
        assertThat(json.read(old).authentication()).isEqualTo(Authentication.unchecked());
    }
}
