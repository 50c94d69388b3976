// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.spam.SpamEngine;
import org.postern.gateway.MutableClock;

class RuleFilesTest {
    private static final Path SHIPPED = Path.of("..", "james-conf", "single");
    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    @TempDir
    Path directory;

    private Path write(String name, String text) throws IOException {
        // A new file in the old one's place, as editors do it: noticed also when size and time are the same.
        Path fresh = Files.writeString(directory.resolve(name + ".new"), text);
        return Files.move(fresh, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String ruleSet(String version) {
        return "version: " + version + "\nrules: []\n";
    }

    @Test
    void changedRuleSetShouldBeInForceWithinASecond() throws Exception {
        RuleSetSource source = new RuleSetSource(write("rules.yml", ruleSet("a")), clock);
        assertThat(source.get().version()).isEqualTo("a");

        write("rules.yml", ruleSet("b"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(source.get().version()).isEqualTo("b");
    }

    @Test
    void brokenRuleSetShouldLeaveTheLastGoodOneInForce() throws Exception {
        RuleSetSource source = new RuleSetSource(write("rules.yml", ruleSet("a")), clock);

        write("rules.yml", "version: b\nrules: {{{");
        clock.advance(Duration.ofSeconds(1));
        assertThat(source.get().version()).isEqualTo("a");

        Files.delete(directory.resolve("rules.yml"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(source.get().version()).isEqualTo("a");

        write("rules.yml", ruleSet("c"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(source.get().version()).isEqualTo("c");
    }

    @Test
    void missingRuleSetShouldStopTheStartWithASentence() {
        assertThatThrownBy(() -> new RuleSetSource(directory.resolve("none.yml"), clock)).isInstanceOf(UnusableFileException.class)
            .hasMessageContaining("none.yml cannot be used: there is no such file");
    }

    @Test
    void brokenRuleSetShouldStopTheStartNamingTheLine() throws Exception {
        Path broken = write("rules.yml", "version: a\nrules: []\nnonsense: 1\n");

        assertThatThrownBy(() -> new RuleSetSource(broken, clock)).isInstanceOf(UnusableFileException.class)
            .hasMessageContaining("rules.yml").hasMessageContaining("3");
    }

    @Test
    void addedSpamRuleFileShouldBeReadToo() throws Exception {
        write("10_a.cf", "header A Subject =~ /a/\nscore A 1\n");
        SpamEngineSource source = new SpamEngineSource(directory, clock);
        SpamEngine before = source.get();

        clock.advance(Duration.ofSeconds(1));
        assertThat(source.get()).isSameAs(before);

        write("20_b.cf", "header B Subject =~ /b/\nscore B 1\n");
        clock.advance(Duration.ofSeconds(1));
        assertThat(source.get()).isNotSameAs(before);
    }

    @Test
    void fileThatLoadsTestsShouldBeReadBeforeTheRulesOfEveryPlace() throws Exception {
        Path stock = Files.createDirectory(directory.resolve("stock"));
        Path own = Files.createDirectory(directory.resolve("own"));
        Files.writeString(stock.resolve("10.cf"), "ifplugin Mail::SpamAssassin::Plugin::FromNameSpoof\nbody A eval:check_fromname_spoof()\n"
            + "endif\n");
        Files.writeString(own.resolve("20.cf"), "body B /b/\n");
        assertThat(SpamEngineSource.told(List.of(stock, own))).last().asString().startsWith("1 rules");

        Files.writeString(own.resolve("plugins.pre"), "loadplugin Mail::SpamAssassin::Plugin::FromNameSpoof\n");
        assertThat(SpamEngineSource.told(List.of(stock, own))).last().asString().startsWith("2 rules");
    }

    @Test
    void directoryWithoutSpamRulesShouldStopTheStart() throws Exception {
        write("readme.txt", "nothing");

        assertThatThrownBy(() -> new SpamEngineSource(directory, clock)).isInstanceOf(UnusableFileException.class)
            .hasMessageContaining(".cf");
    }

    @Test
    void spamRulesOfWhichNoneIsUsableShouldStopTheStart() throws Exception {
        write("10_a.cf", "nonsense\n");

        assertThatThrownBy(() -> new SpamEngineSource(directory, clock)).isInstanceOf(UnusableFileException.class)
            .hasMessageContaining("no usable rule").hasMessageContaining("10_a.cf");
    }

    @Test
    void shippedFilesShouldBeUsable() {
        assertThat(new RuleSetSource(SHIPPED.resolve("rules.yml"), clock).get().rules()).isNotEmpty();
        assertThat(new SpamEngineSource(SHIPPED.resolve("spam"), clock).get()).isNotNull();
    }
}
