// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.eval.EvalTests;

/** The question behind an {@code if}: for plugins, features and versions. */
final class Condition {
    /** The version of the rule language that is read here, as SpamAssassin numbers it. */
    static final double VERSION = 4.000001;
    private static final double PERL_VERSION = 5.036;
    private static final int DEEPEST = 100;
    private static final Pattern TOKEN =
        Pattern.compile("\\s*(?:(\\d+(?:\\.\\d+)?)|(\\w[\\w:]*)|(&&|\\|\\||==|!=|<=|>=|[-+*/<>!()]))");

    private final EvalTests tests;
    private final boolean local;
    private final Matcher tokens;
    private final String text;
    private String token = "";
    private boolean word;
    private int depth;

    private Condition(String text, EvalTests tests, boolean local) {
        this.text = text.strip();
        this.tokens = TOKEN.matcher(this.text);
        this.tests = tests;
        this.local = local;
        advance();
    }

    /**
     * Whether it holds.
     *
     * @param local whether only local tests run
     * @throws IllegalArgumentException when it is not understood
     */
    static boolean holds(String text, EvalTests tests, boolean local) {
        Condition condition = new Condition(text, tests, local);
        double value = condition.either();
        if (!condition.token.isEmpty()) {
            throw condition.unexpected();
        }
        return value != 0;
    }

    /** Whether {@code ifplugin} of this name holds, names of former times included. */
    static boolean hasPlugin(String name, EvalTests tests) {
        return switch (name) {
            case "Mail::SpamAssassin::Plugin::Dmarc" -> tests.hasPlugin("Mail::SpamAssassin::Plugin::DMARC");
            case "Mail::SpamAssassin::Plugin::WhiteListSubject" -> tests.hasPlugin("Mail::SpamAssassin::Plugin::WelcomeListSubject");
            default -> RuleFeatures.PLUGINS.contains(name) || tests.hasPlugin(name);
        };
    }

    private double either() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("the condition is nested too deeply");
        }
        double value = both();
        while (token.equals("||")) {
            advance();
            double right = both();
            value = value != 0 ? value : right;
        }
        depth--;
        return value;
    }

    private double both() {
        double value = comparison();
        while (token.equals("&&")) {
            advance();
            double right = comparison();
            value = value != 0 ? right : value;
        }
        return value;
    }

    private double comparison() {
        double left = operand();
        String operator = token;
        switch (operator) {
            case "==", "!=", "<", ">", "<=", ">=" -> {
                advance();
                return MetaExpression.Operator.of(operator).holds(left, operand()) ? 1 : 0;
            }
            default -> {
                return left;
            }
        }
    }

    private double operand() {
        String here = token;
        boolean isWord = word;
        if (++depth > DEEPEST || here.isEmpty()) {
            throw unexpected();
        }
        advance();
        double value;
        if (here.equals("!")) {
            value = operand() == 0 ? 1 : 0;
        } else if (here.equals("(")) {
            value = either();
            expect(")");
        } else if (isWord) {
            value = named(here);
        } else if (Character.isDigit(here.charAt(0))) {
            value = Double.parseDouble(here);
        } else {
            throw new IllegalArgumentException("the condition " + text + " is not understood at " + here);
        }
        depth--;
        return value;
    }

    private double named(String name) {
        return switch (name) {
            case "version" -> VERSION;
            case "perl_version" -> PERL_VERSION;
            case "local_tests_only" -> truth(local);
            case "plugin" -> truth(hasPlugin(argument(), tests));
            case "can", "has" -> {
                String feature = argument();
                yield truth(RuleFeatures.FEATURES.contains(feature) || tests.hasFeature(feature));
            }
            default -> throw new IllegalArgumentException("the condition " + text + " is not understood at " + name);
        };
    }

    private String argument() {
        expect("(");
        String argument = token;
        if (!word) {
            throw unexpected();
        }
        advance();
        expect(")");
        return argument;
    }

    private void expect(String sign) {
        if (!token.equals(sign)) {
            throw unexpected();
        }
        advance();
    }

    private void advance() {
        if (tokens.regionStart() >= text.length()) {
            token = "";
            word = false;
        } else if (tokens.lookingAt()) {
            word = tokens.group(2) != null;
            token = tokens.group().strip();
            tokens.region(tokens.end(), text.length());
        } else {
            throw new IllegalArgumentException("the condition " + text + " is not understood");
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("the condition " + text + " is not complete");
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
    }
}
