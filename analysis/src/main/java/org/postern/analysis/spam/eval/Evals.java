// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.postern.analysis.spam.text.MailText;

/** What the groups of eval tests have in common: how they get at the message and read their arguments. */
final class Evals {
    private static final String PREFIX = "Mail::SpamAssassin::Plugin::";
    private static final String BRACKETS = "{}()[]<>";

    private Evals() {
    }

    static String plugin(String name) {
        return PREFIX + name;
    }

    /** The message in all its forms. */
    static MailText mail(EvalContext context) {
        if (context.message() instanceof MailText mail) {
            return mail;
        }
        throw new IllegalStateException("the rules do not run on the text of a mail");
    }

    /** A test without arguments. */
    static EvalFunction when(Predicate<MailText> condition) {
        return call -> context -> EvalOutcome.of(condition.test(mail(context)));
    }

    /** An argument that may be the word "undef" or absent. */
    static double bound(EvalCall call, int place, double unbounded) {
        return call.argument(place, "undef").strip().equals("undef") ? unbounded : call.number(place, unbounded);
    }

    /**
     * An expression with or without delimiters and flags.
     *
     * @throws IllegalArgumentException when it does not compile
     */
    static Pattern pattern(String notation) {
        String text = notation.strip();
        int start = text.startsWith("m") && text.length() > 2 && !Character.isLetterOrDigit(text.charAt(1)) ? 1 : 0;
        char opening = text.isEmpty() ? ' ' : text.charAt(start);
        int bracket = BRACKETS.indexOf(opening);
        char closing = bracket >= 0 && bracket % 2 == 0 ? BRACKETS.charAt(bracket + 1) : opening;
        int end = text.lastIndexOf(closing);
        boolean delimited = (start == 1 || opening == '/') && end > start && text.substring(end + 1).matches("[a-z]*");
        String expression = delimited ? text.substring(start + 1, end) : text;
        String flags = delimited ? text.substring(end + 1) : "";
        int bits = Pattern.UNIX_LINES | (flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0) | (flags.contains("s") ? Pattern.DOTALL : 0)
            | (flags.contains("m") ? Pattern.MULTILINE : 0) | (flags.contains("x") ? Pattern.COMMENTS : 0);
        try {
            return Pattern.compile(expression, bits);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("the expression does not compile: " + e.getDescription(), e);
        }
    }
}
