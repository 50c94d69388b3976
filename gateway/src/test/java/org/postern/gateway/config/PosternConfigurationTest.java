// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import org.apache.commons.configuration2.BaseConfiguration;
import org.apache.commons.configuration2.convert.DefaultListDelimiterHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.network.IpNetwork;

class PosternConfigurationTest {

    private static PosternConfiguration from(Map<String, String> values) {
        BaseConfiguration configuration = new BaseConfiguration();
        configuration.setListDelimiterHandler(new DefaultListDelimiterHandler(','));
        values.forEach(configuration::setProperty);
        return PosternConfiguration.from(configuration);
    }

    @Test
    void defaultsShouldBeTheDocumentedOnes() {
        PosternConfiguration defaults = PosternConfiguration.defaults();

        assertThat(defaults.filter().mode()).isEqualTo(FilterConfiguration.Mode.BEFORE_QUEUE);
        assertThat(defaults.filter().deadline()).isEqualTo(Duration.ofSeconds(60));
        assertThat(defaults.filter().unscannedAfter()).isEqualTo(Duration.ofHours(4));
        assertThat(defaults.relay().domains()).isEmpty();
        assertThat(defaults.relay().trustedNetworks()).containsExactly(IpNetwork.parse("127.0.0.0/8"), IpNetwork.parse("::1"));
        assertThat(defaults.greylist()).isEqualTo(
            new GreylistConfiguration(true, Duration.ofSeconds(180), Duration.ofDays(2), Duration.ofDays(36), 24, 64, true, 1_000_000));
        assertThat(defaults.clamd().maxSize()).isEqualTo(25L * 1024 * 1024);
        assertThat(defaults.quarantine().lifetimes().keySet()).containsExactlyInAnyOrder(QuarantineKind.values());
        assertThat(defaults.quarantine().lifetime(QuarantineKind.VIRUS)).isEqualTo(Duration.ofDays(7));
        assertThat(defaults.storage().mode()).isEqualTo(StorageConfiguration.Mode.AUTO);
        assertThat(defaults.node()).isNotBlank();
        assertThat(defaults.adminAddress()).isEmpty();
    }

    @Test
    void valuesShouldBeRead() {
        PosternConfiguration configuration = from(Map.of("filter.mode", "After-Queue", "filter.deadline", "1500ms",
            "relay.domains", "Example.org, .example.org , bücher.example", "relay.trusted-networks", "192.0.2.77/24,2001:db8::/32",
            "storage.contact-points", "cass1,cass2:9043,[2001:db8::1]:9044", "quarantine.lifetime.spam", "2w",
            "admin.address", "admin@example.org", "node.name", "mx1"));

        assertThat(configuration.filter().mode()).isEqualTo(FilterConfiguration.Mode.AFTER_QUEUE);
        assertThat(configuration.filter().deadline()).isEqualTo(Duration.ofMillis(1500));
        assertThat(configuration.relay().domains()).hasToString("[example.org, .example.org, xn--bcher-kva.example]");
        assertThat(configuration.relay().trustedNetworks()).hasToString("[192.0.2.0/24, 2001:db8::/32]");
        assertThat(configuration.storage().contactPoints()).hasToString("[cass1:9042, cass2:9043, [2001:db8::1]:9044]");
        assertThat(configuration.quarantine().lifetime(QuarantineKind.SPAM)).isEqualTo(Duration.ofDays(14));
        assertThat(configuration.adminAddress()).contains("admin@example.org");
        assertThat(configuration.node()).isEqualTo("mx1");
    }

    @Test
    void emptyAndUnresolvedValuesShouldCountAsUnset() {
        PosternConfiguration configuration = from(Map.of("relay.domains", "", "clamav.port", " ", "greylist.delay",
            "${sys:postern.no.such.property}"));

        assertThat(configuration).isEqualTo(PosternConfiguration.defaults());
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvFileSource(resources = "refused-settings.csv", delimiter = '|')
    void valueOutsideWhatIsAllowedShouldBeRefusedWithASentence(String key, String value, String allowed) {
        assertThatThrownBy(() -> from(Map.of(key, value))).isInstanceOf(SettingException.class)
            .hasMessageContaining(key).hasMessageContaining("'" + value + "'").hasMessageContaining(allowed);
    }

    @Test
    void keyThatDoesNotExistShouldBeRefused() {
        assertThatThrownBy(() -> from(Map.of("filter.dedline", "5s"))).isInstanceOf(SettingException.class)
            .hasMessageContaining("'filter.dedline'; the nearest are filter.deadline,");
    }

    @Test
    void allMistakesShouldBeToldAtOnce() {
        assertThatThrownBy(() -> from(Map.of("filter.dedline", "5s", "greylist.delay", "soon", "relay.trusted-networks", "10.0.0.0/8,ten",
            "recipients.verify", "550", "filter.mode", "after-queue"))).isInstanceOf(SettingException.class)
            .message().startsWith("postern.properties: 4 mistakes\n")
            .contains("\n  greylist.delay = 'soon' cannot be used; allowed: ").contains("\n  relay.trusted-networks = 'ten' ")
            .contains("\n  recipients.verify = '550' ")
            .contains("\n  there is no setting 'filter.dedline'").doesNotContain("filter.mode =");
    }

    /** 100s may be a fine window; nobody can tell before the delay makes sense. */
    @Test
    void aMistakeShouldNotBeToldOfWhatDependsOnIt() {
        assertThatThrownBy(() -> from(Map.of("greylist.delay", "60", "greylist.retry-window", "100s")))
            .message().contains("greylist.delay").doesNotContain("retry-window");
    }
}
