// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.convert.DefaultListDelimiterHandler;
import org.junit.jupiter.api.Test;

/**
 * Holds the reference table and the shipped file to the keys that the code reads.
 */
class ConfigurationReferenceTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @Test
    void everyKeyShouldHaveItsRowAndEveryRowItsKey() throws Exception {
        assertThat(rows()).containsExactlyInAnyOrderElementsOf(PosternConfiguration.keys());
    }

    @Test
    void rowsShouldBeSorted() throws Exception {
        assertThat(rows()).isSorted();
    }

    @Test
    void shippedFileShouldBeReadableWithoutTheLauncher() throws Exception {
        assertThat(PosternConfiguration.from(shipped())).isEqualTo(PosternConfiguration.defaults());
    }

    @Test
    void shippedFileShouldTakeTheValuesOfTheLauncher() throws Exception {
        System.setProperty("postern.relay.domains", "corp.test,.corp.test");
        System.setProperty("postern.clamd.host", "127.0.0.9");
        System.setProperty("postern.clamd.port", "23310");
        try {
            PosternConfiguration configuration = PosternConfiguration.from(shipped());

            assertThat(configuration.relay().domains()).hasToString("[corp.test, .corp.test]");
            assertThat(configuration.clamd().host()).isEqualTo("127.0.0.9");
            assertThat(configuration.clamd().port()).isEqualTo(23310);
        } finally {
            List.of("postern.relay.domains", "postern.clamd.host", "postern.clamd.port").forEach(System::clearProperty);
        }
    }

    private static List<String> rows() throws IOException {
        String table = Files.readString(ROOT.resolve("docs/reference/configuration.md"));
        int start = table.indexOf("## postern.properties");
        int end = table.indexOf("\n## ", start + 1);
        return ROW.matcher(end < 0 ? table.substring(start) : table.substring(start, end)).results()
            .map((MatchResult row) -> row.group(1)).toList();
    }

    private static PropertiesConfiguration shipped() throws Exception {
        PropertiesConfiguration configuration = new PropertiesConfiguration();
        configuration.setListDelimiterHandler(new DefaultListDelimiterHandler(','));
        configuration.read(new StringReader(Files.readString(ROOT.resolve("james-conf/single/postern.properties"))));
        return configuration;
    }
}
