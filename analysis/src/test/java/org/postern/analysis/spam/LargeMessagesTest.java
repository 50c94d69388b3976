// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.analysis.CaseFile;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.spam.eval.EvalTests;
import org.postern.analysis.spam.eval.SenderEvals;
import org.postern.analysis.spam.eval.StandardEvals;
import org.postern.analysis.spam.learn.LearnableMessage;
import org.postern.analysis.spam.learn.LearnerTests;
import org.postern.analysis.spam.learn.MessageFeatures;
import org.postern.analysis.spam.text.MailText;

/** Messages of ten megabytes, each made of one thing so often that work which grows faster than the message would not end. */
class LargeMessagesTest {
    private static final Path RULES = Path.of("..", "james-conf", "single", "spam");
    private static final int SIZE = 10_000_000;
    /** Seconds of the processor; a common message takes a few thousandths. */
    private static final double BOUND = 6;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static SpamRules rules;
    private static SpamEngine engine;

    @BeforeAll
    static void compile() throws IOException {
        List<SpamRuleFile> files = new ArrayList<>();
        files.add(new SpamRuleFile("a.pre", "ok_languages en\n" + StandardEvals.loadable().stream()
            .map(plugin -> "loadplugin " + plugin.name() + "\n").reduce("", String::concat)
            + "body FOREIGN eval:check_language()\nheader POSES eval:check_fromname_spoof()\nbody SHORT eval:short_url()\n"));
        try (Stream<Path> found = Files.list(RULES)) {
            for (Path file : found.filter(each -> each.toString().endsWith(".cf")).sorted().toList()) {
                files.add(SpamRuleFile.of(file.getFileName().toString(), Files.readAllBytes(file)));
            }
        }
        rules = SpamRules.parse(files, RuleSetup.of(new EvalTests(Stream.of(StandardEvals.plugins(), SenderEvals.plugins(),
            LearnerTests.plugins()).flatMap(List::stream).toList(), StandardEvals.loadable())));
        engine = new SpamEngine(rules);
    }

    static List<CaseFile.Case> messages() {
        return CaseFile.read(LargeMessagesTest.class, "large-messages.cases");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void largeMessageShouldBeJudgedWithinItsBound(CaseFile.Case each) throws IOException {
        String start = new String(each.bytes("start"), StandardCharsets.ISO_8859_1);
        String again = new String(each.bytes("again"), StandardCharsets.ISO_8859_1);
        byte[] message = (start + again.repeat((SIZE - start.length()) / again.length())).getBytes(StandardCharsets.ISO_8859_1);

        long before = THREADS.getCurrentThreadCpuTime();
        MessageView view = new MessageAnalyser().analyse(MessageSource.of(message), AnalysisLimits.defaults());
        SpamOutcome outcome = engine.analyse(SpamInput.of(MailText.read(view.rawStart().getBytes(StandardCharsets.ISO_8859_1),
            Optional.empty(), rules.options()), Instant.EPOCH), SpamBudget.defaults());
        MessageFeatures learned = MessageFeatures.of(LearnableMessage.of(view));
        double seconds = (THREADS.getCurrentThreadCpuTime() - before) / 1e9;

        assertThat(seconds).isLessThan(BOUND);
        assertThat(learned.tokens().hashes().length).isLessThan(200_000);
        assertThat(outcome.unknown()).extracting(UnknownCheck::reason).noneMatch(reason -> reason.startsWith("it failed"));
    }
}
