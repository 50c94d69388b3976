// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the expression of a meta rule, with the operators and their precedence as in Perl. */
final class MetaParser {
    private static final Pattern TOKEN = Pattern.compile(
        "\\s*(?:(rules_matching)\\(\\s*([A-Za-z_*?][A-Za-z0-9_*?]*)\\s*\\)|([A-Za-z_][A-Za-z0-9_]*)"
            + "|(\\d+(?:\\.\\d*)?|\\.\\d+)|(&&|\\|\\||==|!=|<=|>=|[-+*/<>!()^]))");
    private static final List<List<String>> LEVELS = List.of(List.of("||"), List.of("&&"), List.of("^"), List.of("==", "!="),
        List.of("<=", ">=", "<", ">"), List.of("+", "-"), List.of("*", "/"));
    private static final int DEEPEST = 100;

    private enum Kind {
        PATTERN,
        NAME,
        NUMBER,
        SIGN,
        END
    }

    private final String text;
    private int position;
    private String token = "";
    private Kind kind = Kind.END;
    private int depth;

    private MetaParser(String text) {
        this.text = text.strip();
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException when it is none; the message says where
     */
    static MetaExpression parse(String text) {
        MetaParser parser = new MetaParser(text);
        parser.advance();
        if (parser.isEmptyParentheses()) {
            // Declares a rule that others may hit.
            return new MetaExpression.Constant(0);
        }
        MetaExpression expression = parser.level(0);
        if (parser.kind != Kind.END) {
            throw parser.unexpected();
        }
        return expression;
    }

    private boolean isEmptyParentheses() {
        return text.startsWith("(") && text.endsWith(")") && text.substring(1, text.length() - 1).isBlank();
    }

    private MetaExpression level(int level) {
        if (level == LEVELS.size()) {
            return operand();
        }
        MetaExpression left = level(level + 1);
        while (kind == Kind.SIGN && LEVELS.get(level).contains(token)) {
            String operator = token;
            advance();
            left = new MetaExpression.Operation(MetaExpression.Operator.of(operator), left, level(level + 1));
        }
        return left;
    }

    private MetaExpression operand() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("the expression is nested too deeply");
        }
        String here = token;
        Kind found = kind;
        if (found == Kind.END) {
            throw unexpected();
        }
        if (found == Kind.SIGN && !here.equals("(") && !here.equals("!") && !here.equals("-")) {
            throw unexpected();
        }
        advance();
        MetaExpression operand = switch (found) {
            case PATTERN -> new MetaExpression.Reference(here, true);
            case NAME -> new MetaExpression.Reference(here, false);
            case NUMBER -> new MetaExpression.Constant(Double.parseDouble(here));
            default -> here.equals("(") ? parenthesised() : signed(here);
        };
        depth--;
        return operand;
    }

    private MetaExpression parenthesised() {
        MetaExpression inside = level(0);
        if (!token.equals(")")) {
            throw unexpected();
        }
        advance();
        return inside;
    }

    private MetaExpression signed(String sign) {
        MetaExpression operand = operand();
        MetaExpression zero = new MetaExpression.Constant(0);
        return sign.equals("!") ? new MetaExpression.Operation(MetaExpression.Operator.EQUAL, operand, zero)
            : new MetaExpression.Operation(MetaExpression.Operator.MINUS, zero, operand);
    }

    private void advance() {
        Matcher matcher = TOKEN.matcher(text).region(position, text.length());
        if (position >= text.length()) {
            kind = Kind.END;
            token = "";
        } else if (matcher.lookingAt()) {
            kind = matcher.group(1) != null ? Kind.PATTERN : matcher.group(3) != null ? Kind.NAME
                : matcher.group(4) != null ? Kind.NUMBER : Kind.SIGN;
            token = kind == Kind.PATTERN ? matcher.group(2) : matcher.group().strip();
            position = matcher.end();
        } else {
            throw new IllegalArgumentException("not understood: " + text.substring(position).strip());
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException(kind == Kind.END ? "the expression ends too early" : "unexpected " + token);
    }
}
