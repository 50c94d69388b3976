// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpNetworkTest {

    @ParameterizedTest(name = "{0} contains {1}: {2}")
    @CsvFileSource(resources = "memberships.csv", delimiter = '|')
    void containsShouldCompareTheLeadingBits(String network, String address, boolean expected) {
        assertThat(IpNetwork.parse(network).contains(address)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "192.0.2", "192.0.2.1/", "192.0.2.1/-1", "192.0.2.1/33", "::/129", "example.org", "192.0.2.1/24/8"})
    void parseShouldRefuseWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> IpNetwork.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void networkShouldBeWrittenWithoutHostBits() {
        assertThat(IpNetwork.parse("192.0.2.77/24")).hasToString("192.0.2.0/24");
        assertThat(IpNetwork.parse("2001:DB8::77/32")).hasToString("2001:db8::/32");
    }
}
