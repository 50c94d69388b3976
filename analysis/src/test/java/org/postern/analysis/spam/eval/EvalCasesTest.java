// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.postern.analysis.CaseFile;
import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.SpamMessage;

class EvalCasesTest {
    @TestFactory
    Stream<DynamicTest> testsShouldAnswerAsTheTableSays() {
        return CaseFile.read(EvalCasesTest.class, "evals.cases").stream().map(each -> DynamicTest.dynamicTest(each.toString(), () -> {
            RuleOptions options = options(each.lines("options"));
            String message = new String(each.text("message").getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);
            byte[] bytes = unescaped(message);
            for (String call : each.lines("hit")) {
                assertThat(answer(call, bytes, options)).as(call).isEqualTo(EvalOutcome.State.HIT);
            }
            for (String call : each.lines("miss")) {
                assertThat(answer(call, bytes, options)).as(call).isEqualTo(EvalOutcome.State.MISS);
            }
        }));
    }

    private static EvalOutcome.State answer(String written, byte[] message, RuleOptions options) {
        int open = written.indexOf('(');
        List<String> arguments = new ArrayList<>();
        String inside = written.substring(open + 1, written.lastIndexOf(')'));
        for (String argument : inside.isEmpty() ? new String[0] : inside.split(",")) {
            arguments.add(argument.replace("'", ""));
        }
        EvalFunction function = new EvalTests(Stream.concat(StandardEvals.plugins().stream(),
            StandardEvals.loadable().stream()).toList()).function(written.substring(0, open)).orElseThrow();
        EvalTest test = function.prepare(new EvalCall("RULE", "header", arguments, options));
        return test.evaluate(new Context(MailText.read(message, Optional.empty(), options), options)).state();
    }

    private static RuleOptions options(List<String> lines) {
        return new RuleOptions(lines.stream().map(line -> new RuleOption(line.substring(0, line.indexOf(' ')),
            line.substring(line.indexOf(' ') + 1), "case", 1)).toList());
    }

    private static byte[] unescaped(String text) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\x", i)) {
                bytes.append((char) Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                bytes.append(text.charAt(i));
            }
        }
        return bytes.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A message alone, without a budget. */
    private static final class Context implements EvalContext {
        private final SpamMessage message;
        private final RuleOptions options;
        private final Map<Class<?>, Object> shared = new HashMap<>();

        Context(SpamMessage message, RuleOptions options) {
            this.message = message;
            this.options = options;
        }

        @Override
        public SpamMessage message() {
            return message;
        }

        @Override
        public RuleOptions options() {
            return options;
        }

        @Override
        public Instant receivedAt() {
            return Instant.EPOCH;
        }

        @Override
        public int hits(String rule) {
            return 0;
        }

        @Override
        public <T> Optional<T> finding(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public <T> T shared(Class<T> type, Function<EvalContext, T> maker) {
            if (!shared.containsKey(type)) {
                shared.put(type, maker.apply(this));
            }
            return type.cast(shared.get(type));
        }

        @Override
        public void spend(long steps) {
            assertThat(steps).isNotNegative();
        }

        @Override
        public CharSequence watch(String text) {
            return text;
        }
    }
}
