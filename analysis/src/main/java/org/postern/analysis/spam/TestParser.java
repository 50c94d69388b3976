// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.eval.EvalCall;
import org.postern.analysis.spam.eval.EvalFunction;
import org.postern.analysis.spam.eval.EvalTests;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.regex.PerlNotation;
import org.postern.analysis.spam.regex.PerlRegex;

/** Reads what a rule tests. */
final class TestParser {
    private static final Pattern HEADER = Pattern.compile("([\\w.-]+(?::|(?::[a-z]+){1,2})?)\\s*([=!]~)\\s*(.+)", Pattern.DOTALL);
    private static final Pattern MODIFIERS = Pattern.compile("(?::(?:raw|addr|name|host|domain|ip|revip|first|last)){0,2}");
    private static final Pattern MIME_HEADER = Pattern.compile("([^:\\s]+)(:(?:raw)?)?\\s*([=!]~)\\s*(.+)", Pattern.DOTALL);
    private static final Pattern IF_UNSET = Pattern.compile("(.*)\\s+\\[if-unset:\\s+(.+)\\]", Pattern.DOTALL);
    private static final Pattern EXISTS = Pattern.compile("exists:([\\w.-]+?(?::[a-z]+){0,2}):?");
    private static final Pattern EVAL = Pattern.compile("(?:rbl)?eval:\\s*(\\w+)\\s*\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern ARGUMENT = Pattern.compile("\\s*(?:(['\"])(.*?)\\1|([\\d.:A-Za-z-]+?))\\s*(?:,\\s*|$)");
    private static final Pattern DETAIL =
        Pattern.compile("\\b(\\w+)\\b\\s*([=!]~)\\s*((?:/.*?/|m(\\W).*?\\4)[imsx]*)(?=\\s|$)");

    private final EvalTests tests;
    private final RuleOptions options;

    TestParser(EvalTests tests, RuleOptions options) {
        this.tests = tests;
        this.options = options;
    }

    /**
     * The test of a rule.
     *
     * @param kind     the keyword that defined it
     * @param flags    words about the rule
     * @param replaced what replace tags make of an expression
     * @throws IllegalArgumentException when it is wrong or not supported; the message says why
     */
    SpamTest test(String rule, String kind, String definition, RuleFlags flags, UnaryOperator<PerlNotation> replaced) {
        if (isEval(definition)) {
            return eval(rule, kind, definition, flags);
        }
        return switch (kind) {
            case "header" -> header(definition, replaced);
            case "meta" -> new SpamTest.Meta(MetaParser.parse(definition));
            case "mimeheader" -> mimeHeader(definition);
            case "uri_detail" -> uriDetail(definition);
            case "declared" -> new SpamTest.Declared();
            case "askdns" -> asked(rule, definition, flags);
            default -> new SpamTest.Text(SpamTest.TextKind.valueOf(kind.toUpperCase(Locale.ROOT)), expression(definition, replaced));
        };
    }

    /** Whether a definition names a test in code. */
    static boolean isEval(String definition) {
        return definition.startsWith("eval:") || definition.startsWith("rbleval:");
    }

    private static RuleExpression expression(String text, UnaryOperator<PerlNotation> replaced) {
        return RuleExpression.of(replaced.apply(PerlNotation.parse(text)));
    }

    private static SpamTest header(String definition, UnaryOperator<PerlNotation> replaced) {
        if (definition.startsWith("exists:")) {
            Matcher exists = EXISTS.matcher(definition.strip());
            if (!exists.matches()) {
                throw new IllegalArgumentException("must be: header NAME exists:Field");
            }
            return new SpamTest.Exists(exists.group(1));
        }
        Matcher matcher = HEADER.matcher(definition);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be: header NAME Field =~ /expression/");
        }
        String selector = matcher.group(1).endsWith(":") ? matcher.group(1).substring(0, matcher.group(1).length() - 1) : matcher.group(1);
        int colon = selector.indexOf(':');
        if (colon >= 0 && !MODIFIERS.matcher(selector.substring(colon)).matches()) {
            throw new IllegalArgumentException("header modifier " + selector.substring(colon) + " is not supported");
        }
        String text = matcher.group(3);
        Matcher unset = IF_UNSET.matcher(text);
        Optional<String> ifUnset = unset.matches() ? Optional.of(unset.group(2)) : Optional.empty();
        return new SpamTest.Header(selector, expression(ifUnset.isPresent() ? unset.group(1) : text, replaced),
            matcher.group(2).equals("!~"), ifUnset);
    }

    private static SpamTest mimeHeader(String definition) {
        Matcher matcher = MIME_HEADER.matcher(definition);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be: mimeheader NAME Field =~ /expression/");
        }
        Matcher unset = IF_UNSET.matcher(matcher.group(4));
        boolean hasDefault = unset.matches();
        return new SpamTest.MimeHeader(matcher.group(1), ":raw".equals(matcher.group(2)),
            expression(hasDefault ? unset.group(1) : matcher.group(4), UnaryOperator.identity()), matcher.group(3).equals("!~"),
            hasDefault ? unset.group(2) : "");
    }

    private static SpamTest uriDetail(String definition) {
        List<UriCriterion> criteria = new ArrayList<>();
        Matcher matcher = DETAIL.matcher(definition);
        while (matcher.find()) {
            if (!matcher.group(1).matches("raw|type|cleaned|text|domain|host")) {
                throw new IllegalArgumentException("uri_detail knows no " + matcher.group(1));
            }
            UriCriterion.Key key = UriCriterion.key(matcher.group(1));
            criteria.removeIf(one -> one.key() == key);
            criteria.add(new UriCriterion(key, PerlRegex.parse(matcher.group(3)), matcher.group(2).equals("!~")));
        }
        if (criteria.isEmpty()) {
            throw new IllegalArgumentException("must be: uri_detail NAME key =~ /expression/ ...");
        }
        return new SpamTest.UriDetail(List.copyOf(criteria));
    }

    /** A question to the DNS; where there is nobody who would ask it, a name that cannot hit. */
    private SpamTest asked(String rule, String definition, RuleFlags flags) {
        Optional<EvalFunction> function = tests.function("askdns");
        return function.isEmpty() ? new SpamTest.Declared() : new SpamTest.Eval("header", "askdns",
            function.get().prepare(new EvalCall(rule, "askdns", List.of(definition), options, flags.words())));
    }

    private SpamTest eval(String rule, String kind, String definition, RuleFlags flags) {
        Matcher matcher = EVAL.matcher(definition.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be: " + kind + " NAME eval:test(arguments)");
        }
        String name = matcher.group(1);
        EvalFunction function = tests.function(name)
            .orElseThrow(() -> new IllegalArgumentException("the test " + name + " is not supported"));
        EvalCall call = new EvalCall(rule, kind, arguments(matcher.group(2)), options, flags.words());
        return new SpamTest.Eval(kind, name, function.prepare(call));
    }

    private static List<String> arguments(String text) {
        List<String> arguments = new ArrayList<>();
        if (text.isBlank()) {
            return arguments;
        }
        Matcher matcher = ARGUMENT.matcher(text);
        int position = 0;
        while (position < text.length()) {
            if (!matcher.region(position, text.length()).lookingAt()) {
                throw new IllegalArgumentException("the arguments (" + text + ") are not understood");
            }
            arguments.add(matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
            position = matcher.end();
        }
        return arguments;
    }
}
