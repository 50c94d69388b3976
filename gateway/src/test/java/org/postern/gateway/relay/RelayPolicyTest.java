// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.config.RelayConfiguration;
import org.postern.gateway.network.DomainPattern;

class RelayPolicyTest {
    private final RelayPolicy policy = new RelayPolicy(
        new RelayConfiguration(List.of(DomainPattern.parse("corp.test"), DomainPattern.parse(".sub.test"),
            DomainPattern.parse("bücher.test")), PosternConfiguration.defaults().relay().trustedNetworks()),
        "local.test"::equals);

    @ParameterizedTest(name = "{0} {1} {2} {3} -> {4}")
    @CsvFileSource(resources = "recipients.csv", delimiter = '|')
    void recipientShouldBeDecidedAsInTheTable(Direction port, String address, String user, String recipient, String expected) {
        Client client = new Client(address, Optional.empty(), Optional.empty(), Optional.empty(), Optional.ofNullable(user));

        assertThat(policy.check(port, client, recipient).accepts() ? "accept" : "refuse").isEqualTo(expected);
    }

    @Test
    void refusalShouldBePermanent() {
        assertThat(policy.check(Direction.INCOMING, Client.of("203.0.113.5"), "user@elsewhere.test"))
            .isEqualTo(new RelayDecision.Refuse(554, "5.7.1", "Relay access denied"));
    }
}
