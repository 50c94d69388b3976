// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a rule tests. */
final class TestParser {
    private static final Pattern HEADER = Pattern.compile("([A-Za-z0-9_.-]+(?::[a-z]+)*)\\s*(=~|!~)\\s*(.+)", Pattern.DOTALL);
    private static final Pattern IF_UNSET = Pattern.compile("(.*?)\\s*\\[if-unset:\\s*(.*?)\\]", Pattern.DOTALL);

    private final String kind;
    private final String definition;

    TestParser(String kind, String definition) {
        this.kind = kind;
        this.definition = definition;
    }

    SpamTest test() {
        if (definition.startsWith("eval:")) {
            throw new IllegalArgumentException("the function " + definition.substring("eval:".length()) + " is not supported");
        }
        return switch (kind) {
            case "header" -> header();
            case "meta" -> new SpamTest.Meta(MetaParser.parse(definition));
            default -> {
                PerlRegex regex = PerlRegex.parse(definition);
                SpamTest.TextKind text = SpamTest.TextKind.valueOf(kind.toUpperCase(Locale.ROOT));
                yield new SpamTest.Text(text, regex.pattern(), regex.literals());
            }
        };
    }

    private SpamTest header() {
        if (definition.startsWith("exists:")) {
            String name = definition.substring("exists:".length()).strip();
            if (HeaderSelector.isUnsupported(name)) {
                throw new IllegalArgumentException("the header " + name + " is not supported");
            }
            return new SpamTest.Exists(name);
        }
        Matcher matcher = HEADER.matcher(definition);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be: header NAME Field =~ /expression/");
        }
        if (HeaderSelector.isUnsupported(matcher.group(1))) {
            throw new IllegalArgumentException("the header " + matcher.group(1) + " is not supported");
        }
        String expression = matcher.group(3);
        Optional<String> ifUnset = Optional.empty();
        Matcher unset = IF_UNSET.matcher(expression);
        if (unset.matches()) {
            expression = unset.group(1);
            ifUnset = Optional.of(unset.group(2));
        }
        PerlRegex regex = PerlRegex.parse(expression);
        return new SpamTest.Header(HeaderSelector.parse(matcher.group(1)), regex.pattern(), matcher.group(2).equals("!~"), ifUnset);
    }
}
