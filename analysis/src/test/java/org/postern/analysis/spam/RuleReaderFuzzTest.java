// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.postern.analysis.spam.eval.EvalTests;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.regex.PerlRegex;
import org.postern.analysis.spam.regex.RegexIndex;
import org.postern.analysis.spam.text.MailText;

class RuleReaderFuzzTest {
    private static final Path SHIPPED = Path.of("..", "james-conf", "single", "spam", "10_postern.cf");
    private static final List<String> PIECES = List.of("body ", "header ", "meta ", "uri ", "rawbody ", "full ", "mimeheader ",
        "uri_detail ", "score ", "describe ", "tflags ", "priority ", "replace_tag ", "replace_rules ", "lang de ", "if (", "ifplugin ",
        "else", "endif", "include x.cf", "eval:", "A", "B", "__C", " =~ ", " !~ ", "/", "m{", "}", "(", ")", "[", "]", "|", "*", "+", "?",
        "{2,3}", "\\", "\\b", "(?i)", "(?=", "(?<N>", "%{N}", "<A>", "&&", "||", "!", "rules_matching(", " 1", " -0.5",
        "multiple maxhits=3", "\n", "\n", "\n", "#", "Subject", "exists:", "[if-unset: x]", "\u00e9", "\\x{41}", "^", "$", ".", "\t",
        "version", ">=", "plugin(X::Y)", "can(X::y)");

    @Property(tries = 3000)
    void whateverIsInARuleFileShouldBeReadAndRunWithoutAFault(@ForAll("ruleFiles") String text) {
        run(text);
    }

    @Property(tries = 400)
    void damagedRuleFilesShouldBeReadAndRunWithoutAFault(@ForAll long seed) throws IOException {
        byte[] bytes = Files.readAllBytes(SHIPPED);
        Random random = new Random(seed);
        for (int i = random.nextInt(40); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        run(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 3000)
    void indexShouldNameEveryExpressionThatMatches(@ForAll("expressions") String expression, @ForAll("texts") String text) {
        PerlRegex regex;
        try {
            regex = PerlRegex.parse("/" + expression + "/");
        } catch (IllegalArgumentException e) {
            return;
        }
        if (regex.pattern().matcher(text).find()) {
            BitSet named = new RegexIndex(List.of(regex)).candidates(text.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(named.get(0)).as("/%s/ matches %s", expression, text).isTrue();
        }
    }

    private static void run(String text) {
        SpamRules rules = SpamRules.parse(List.of(new SpamRuleFile("f.cf", text)),
            RuleSetup.of(EvalTests.none()).including((name, from) -> Optional.of(new SpamRuleFile(name, "body A /x/\ninclude f.cf\n"))));
        MailText message = MailText.read("From: A <a@example.org>\nSubject: AB x\n\naab x <A> http://example.com/\n"
            .getBytes(StandardCharsets.US_ASCII), Optional.empty(), RuleOptions.none());
        SpamInput input = SpamInput.of(message, Instant.EPOCH);
        SpamOutcome outcome = new SpamEngine(rules).analyse(input, new SpamBudget(10_000, 1_000_000));
        assertThat(outcome.unknown()).noneMatch(unknown -> unknown.reason().startsWith("it failed"));
    }

    @Provide
    Arbitrary<String> ruleFiles() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries.of("a", "b", "c", "ab", "[ab]", "[^a]", "(?:", "(", ")", "|", "*", "+", "?", "{2}", "{1,3}", "{0,20}", "\\b",
            "^", "$", ".", ".*", "\\w+", "\\s", "(?i)", "(?=", "(?!", "(?<=a)", "\\1", "\n", "(?m)").list()
            .ofMinSize(1).ofMaxSize(14)
            .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of('a', 'b', 'c', 'A', ' ', '\n').list().ofMaxSize(24)
            .map(letters -> letters.stream().collect(StringBuilder::new, StringBuilder::append, StringBuilder::append).toString());
    }
}
