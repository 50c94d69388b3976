// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.clamd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.postern.gateway.scan.EngineVersion;

class ClamdVersionTest {

    @Test
    void numberAndTimeOfTheSignaturesShouldBeRead() {
        assertThat(ClamdVersion.parse("ClamAV 1.4.6/27500/Mon Jan  5 08:24:13 2026", ZoneOffset.ofHours(2)))
            .isEqualTo(new EngineVersion("ClamAV 1.4.6", Optional.of("27500"), Optional.of(Instant.parse("2026-01-05T06:24:13Z"))));
    }

    @Test
    void serverWithSignaturesOfOthersAloneTellsOnlyItself() {
        assertThat(ClamdVersion.parse("ClamAV 1.4.6", ZoneOffset.UTC)).isEqualTo(EngineVersion.of("ClamAV 1.4.6"));
    }

    @Test
    void timeThatCannotBeReadShouldStayUnknown() {
        assertThat(ClamdVersion.parse("ClamAV 2.0/1/yesterday", ZoneOffset.UTC))
            .isEqualTo(new EngineVersion("ClamAV 2.0", Optional.of("1"), Optional.empty()));
    }
}
