// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads colours as HTML and style sheets write them, and tells which of them a reader cannot tell apart. */
final class HtmlColours {
    static final String INVALID = "invalid";

    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile("[#a-f0-9]*|.*rgb\\([\\d%, ]*\\).*", Pattern.DOTALL);
    private static final Pattern PERCENT = Pattern.compile("rgb\\((\\d{1,9})%,\\s*(\\d{1,9})%,\\s*(\\d{1,9})%\\s*\\)");
    private static final Pattern DECIMAL = Pattern.compile("rgb\\((\\d{1,9}),\\s*(\\d{1,9}),\\s*(\\d{1,9})\\s*\\)");
    private static final Pattern SIX = Pattern.compile("#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})");
    private static final double RED = 0.2126;
    private static final double GREEN = 0.7152;
    private static final double BLUE = 0.0722;
    private static final double CLOSEST_READABLE = 12;
    private static final Map<String, String> NAMES = read();

    private HtmlColours() {
    }

    /** {@code #rrggbb}, or {@link #INVALID}. */
    static String of(String written) {
        String colour = written.toLowerCase(Locale.ROOT).strip();
        String named = NAMES.get(colour);
        if (named != null) {
            return "#" + named;
        }
        if (!LOOKS_LIKE_ONE.matcher(colour).matches()) {
            return INVALID;
        }
        Matcher percent = PERCENT.matcher(colour);
        if (percent.find()) {
            colour = "#" + hex(percent, 2.55);
        }
        Matcher decimal = DECIMAL.matcher(colour);
        if (decimal.find()) {
            colour = "#" + hex(decimal, 1);
        }
        return colour.startsWith("#") ? "#" + digits(colour) : INVALID;
    }

    /** Whether text of the one colour cannot be read on the other. */
    static boolean alike(String one, String other) {
        if (tail(one).equals(tail(other))) {
            return true;
        }
        Matcher a = SIX.matcher(one);
        Matcher b = SIX.matcher(other);
        if (!a.matches() || !b.matches()) {
            return false;
        }
        double distance = Math.sqrt(square(RED * difference(a, b, 1)) + square(GREEN * difference(a, b, 2))
            + square(BLUE * difference(a, b, 3)));
        return distance < CLOSEST_READABLE;
    }

    /** Six digits out of what was written: too few are made up for, too many cut. */
    private static String digits(String colour) {
        StringBuilder digits = new StringBuilder();
        for (char c : colour.toCharArray()) {
            if (c >= '0' && c <= '9' || c >= 'a' && c <= 'f') {
                digits.append(c);
            }
        }
        if (digits.length() > 6) {
            digits.setLength(6);
        }
        if (digits.length() == 4 || digits.length() == 5) {
            digits.setLength(3);
        }
        while (digits.length() % 3 != 0) {
            digits.append('0');
        }
        if (digits.length() == 3) {
            return String.valueOf(new char[] {digits.charAt(0), digits.charAt(0), digits.charAt(1), digits.charAt(1),
                digits.charAt(2), digits.charAt(2)});
        }
        return digits.toString();
    }

    private static String hex(Matcher parts, double scale) {
        StringBuilder hex = new StringBuilder();
        for (int i = 1; i <= 3; i++) {
            hex.append(String.format("%02x", (long) (Long.parseLong(parts.group(i)) * scale + 1e-9)));
        }
        return hex.toString();
    }

    private static int difference(Matcher a, Matcher b, int part) {
        return Integer.parseInt(a.group(part), 16) - Integer.parseInt(b.group(part), 16);
    }

    private static double square(double value) {
        return value * value;
    }

    private static String tail(String colour) {
        return colour.length() <= 6 ? colour : colour.substring(colour.length() - 6);
    }

    private static Map<String, String> read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
            HtmlColours.class.getResourceAsStream("colour-names.txt"), "colour-names.txt"), StandardCharsets.US_ASCII))) {
            return lines.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" "))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
