// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyseToolTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    @TempDir
    private Path directory;
    private Path spam;

    @BeforeEach
    void setUp() throws IOException {
        Path rules = Files.createDirectories(directory.resolve("james-conf/single/spam"));
        Files.writeString(rules.resolve("10.cf"), "body MONEY /free money/\ndescribe MONEY Offers money\nscore MONEY 6\n"
            + "header __SUBJECT exists:Subject\nreport_safe 1\nnonsense x\n");
        spam = Files.createDirectories(directory.resolve("mail/deep")).resolve("spam.eml");
        Files.writeString(spam, "From: a@example.org\nSubject: hi\u001b[2J\n\nget free money now\n");
        Files.writeString(directory.resolve("mail/ham.eml"), "Subject: lunch\n\nat noon?\n");
    }

    @Test
    void reportShouldTellEveryHitWithItsPointsAndWhatMatched() {
        assertThat(run(spam.toString(), "--all")).isZero();
        assertThat(printed()).contains("Subject  hi\\x1b[2J", "Score    6.0 of 5.0 required: spam", "   6.00  MONEY",
            "Offers money", "matched: free money", "__SUBJECT 1").doesNotContain("\u001b");
    }

    @Test
    void thresholdShouldBeThatOfTheCommandLine() {
        assertThat(run("--threshold", "6.5", spam.toString())).isZero();
        assertThat(printed()).contains("Score    6.0 of 6.5 required: not spam");
    }

    @Test
    void folderShouldGiveALineForEachMessageAndTheSum() {
        assertThat(run(directory.resolve("mail").toString())).isZero();
        assertThat(printed()).containsPattern("6\\.0  spam .*MONEY .*deep/spam\\.eml").containsPattern("0\\.0 .*ham\\.eml")
            .contains("2 messages, 1 spam at 5.0, 0 with a rule that gave no answer, 0 not readable");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("2 of 2 messages");
    }

    @Test
    void rulesOfTheDataDirectoryShouldBePreferredWithOverridesOnTop() throws IOException {
        Path conf = Files.createDirectories(directory.resolve("data/conf"));
        Files.createDirectories(conf.resolve("stock"));
        Files.writeString(conf.resolve("stock/a.cf"), "body NOW /now/\nscore NOW 1\n");
        Files.writeString(conf.resolve("local.cf"), "score NOW 2.5\n");
        Files.writeString(conf.resolve("postern.properties"), "filter.spam-rules=file://conf/stock, file://conf/local.cf\n");
        assertThat(run(spam.toString())).isZero();
        assertThat(printed()).contains("   2.50  NOW").doesNotContain("MONEY");
    }

    @Test
    void lintShouldTellFileAndLine() {
        assertThat(run("--lint")).isZero();
        assertThat(printed()).contains("warning  10.cf:6: the keyword nonsense is not known", "note     10.cf:5: report_safe has no effect",
            "2 rules can match, 1 warnings");
    }

    @Test
    void wrongUseShouldBeToldWithStatusTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--loud")).isEqualTo(2);
        assertThat(run("--threshold", "much", spam.toString())).isEqualTo(2);
        assertThat(run("--rules")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("unknown option --loud", "not a threshold: much",
            "--rules lacks its value");
    }

    @Test
    void missingFilesShouldBeToldWithStatusOne() {
        assertThat(run(directory.resolve("none.eml").toString())).isEqualTo(1);
        assertThat(run("--rules", directory.resolve("none.cf").toString(), spam.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("none.eml cannot be read", "none.cf cannot be used");
    }

    private int run(String... words) {
        return new AnalyseTool(directory, directory.resolve("data"), new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)).run(List.of(words));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
