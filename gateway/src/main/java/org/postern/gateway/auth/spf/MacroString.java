// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.spf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with macros (RFC 7208 section 7), its syntax checked.
 *
 * @param source the text as published
 * @param pieces literal texts and macros in order
 */
record MacroString(String source, List<Piece> pieces) {
    private static final Pattern MACRO = Pattern.compile("%\\{([slodipvhcrtSLODIPVHCRT])(\\d*)([rR]?)([-.+,/_=]*)}");
    private static final Pattern TOP_LABEL = Pattern.compile("(?=.*[A-Za-z-])[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?");
    private static final String ONLY_IN_EXPLANATIONS = "crt";

    /** A literal text, or one macro. */
    sealed interface Piece {
    }

    record Literal(String text) implements Piece {
    }

    record Macro(char letter, boolean escaped, int labels, boolean reversed, String delimiters) implements Piece {
    }

    /** A text of any form, for explanations and unknown modifiers. */
    static MacroString parse(String text, boolean explanation) throws SpfSyntaxException {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean blank = c == ' ' && explanation;
            if (c != '%') {
                if ((c <= ' ' || c > '~') && !blank) {
                    throw new SpfSyntaxException("a character that is not allowed in " + text);
                }
                literal.append(c);
                i++;
                continue;
            }
            String escape = text.substring(i, Math.min(text.length(), i + 2));
            if (escape.equals("%%") || escape.equals("%_") || escape.equals("%-")) {
                literal.append(escape.equals("%%") ? "%" : escape.equals("%_") ? " " : "%20");
                i += 2;
                continue;
            }
            Matcher matcher = MACRO.matcher(text).region(i, text.length());
            if (!matcher.lookingAt()) {
                throw new SpfSyntaxException("a macro that is none in " + text);
            }
            if (literal.length() > 0) {
                pieces.add(new Literal(literal.toString()));
                literal.setLength(0);
            }
            pieces.add(macro(matcher, text, explanation));
            i = matcher.end();
        }
        if (literal.length() > 0) {
            pieces.add(new Literal(literal.toString()));
        }
        return new MacroString(text, List.copyOf(pieces));
    }

    /** A text that makes a domain name: it ends with a macro or with a label that can end a name. */
    static MacroString domain(String text) throws SpfSyntaxException {
        MacroString parsed = parse(text, false);
        if (parsed.pieces().isEmpty()) {
            throw new SpfSyntaxException("an empty domain");
        }
        if (parsed.pieces().get(parsed.pieces().size() - 1) instanceof Literal last && !endsName(last.text())) {
            throw new SpfSyntaxException("no domain: " + text);
        }
        return parsed;
    }

    /**
     * The text with its macros replaced.
     *
     * @param values gives the value of a letter in lower case
     */
    String expand(UnaryOperator<String> values) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Literal literal) {
                text.append(literal.text());
            } else if (piece instanceof Macro macro) {
                String value = transformed(values.apply(String.valueOf(macro.letter())), macro);
                text.append(macro.escaped() ? urlEscaped(value) : value);
            }
        }
        return text.toString();
    }

    boolean uses(char letter) {
        return pieces.stream().anyMatch(piece -> piece instanceof Macro macro && macro.letter() == letter);
    }

    private static Macro macro(Matcher matcher, String text, boolean explanation) throws SpfSyntaxException {
        char written = matcher.group(1).charAt(0);
        char letter = Character.toLowerCase(written);
        if (!explanation && ONLY_IN_EXPLANATIONS.indexOf(letter) >= 0) {
            throw new SpfSyntaxException("a macro that is for explanations only in " + text);
        }
        String digits = matcher.group(2);
        int labels = 0;
        if (!digits.isEmpty()) {
            labels = digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
            if (labels == 0) {
                throw new SpfSyntaxException("a macro that keeps no part in " + text);
            }
        }
        return new Macro(letter, written != letter, labels, !matcher.group(3).isEmpty(),
            matcher.group(4).isEmpty() ? "." : matcher.group(4));
    }

    private static boolean endsName(String literal) {
        String text = literal.endsWith(".") ? literal.substring(0, literal.length() - 1) : literal;
        int dot = text.lastIndexOf('.');
        return dot >= 0 && TOP_LABEL.matcher(text.substring(dot + 1)).matches();
    }

    private static String transformed(String value, Macro macro) {
        List<String> parts = new ArrayList<>(Arrays.asList(value.split("[" + Pattern.quote(macro.delimiters()) + "]", -1)));
        if (macro.reversed()) {
            Collections.reverse(parts);
        }
        int from = macro.labels() == 0 ? 0 : Math.max(0, parts.size() - macro.labels());
        return String.join(".", parts.subList(from, parts.size()));
    }

    private static String urlEscaped(String value) {
        return value.chars().mapToObj(c -> {
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
            return plain ? String.valueOf((char) c) : escaped((char) c);
        }).collect(Collectors.joining());
    }

    private static String escaped(char c) {
        StringBuilder text = new StringBuilder();
        for (byte each : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
            text.append(String.format(Locale.ROOT, "%%%02X", each));
        }
        return text.toString();
    }
}
