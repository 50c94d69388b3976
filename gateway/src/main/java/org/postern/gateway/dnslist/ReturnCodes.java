// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnslist;

import java.util.ArrayList;
import java.util.List;

/**
 * The return codes of a list that count, such as {@code 127.0.0.[2..11;14]}: each of the four numbers is one number or, in brackets,
 * numbers and ranges separated by semicolons.
 */
public final class ReturnCodes {
    private static final int NUMBERS = 4;
    private static final int MOST = 255;

    private record Range(int least, int most) {
    }

    private final String text;
    private final List<List<Range>> numbers;

    private ReturnCodes(String text, List<List<Range>> numbers) {
        this.text = text;
        this.numbers = numbers;
    }

    /**
     * Reads codes.
     *
     * @throws IllegalArgumentException when they make no sense; the message is for people
     */
    public static ReturnCodes parse(String text) {
        List<List<Range>> numbers = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty()) {
            int end = rest.startsWith("[") ? rest.indexOf(']') + 1 : rest.indexOf('.') < 0 ? rest.length() : rest.indexOf('.');
            if (end == 0 || end < rest.length() - 1 && rest.charAt(end) != '.' || end == rest.length() - 1) {
                throw wrong(text);
            }
            numbers.add(ranges(rest.startsWith("[") ? rest.substring(1, end - 1) : rest.substring(0, end), text));
            rest = end < rest.length() ? rest.substring(end + 1) : "";
        }
        if (numbers.size() != NUMBERS) {
            throw wrong(text);
        }
        return new ReturnCodes(text.strip(), List.copyOf(numbers));
    }

    /** Whether one of these answers counts. */
    public boolean anyOf(List<String> codes) {
        return codes.stream().anyMatch(this::fits);
    }

    private boolean fits(String code) {
        String[] parts = code.split("\\.");
        if (parts.length != NUMBERS) {
            return false;
        }
        for (int i = 0; i < NUMBERS; i++) {
            int number = Integer.parseInt(parts[i]);
            if (numbers.get(i).stream().noneMatch(range -> number >= range.least() && number <= range.most())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }

    private static List<Range> ranges(String list, String whole) {
        List<Range> ranges = new ArrayList<>();
        for (String one : list.split(";", -1)) {
            String[] ends = one.split("\\.\\.", -1);
            if (ends.length > 2) {
                throw wrong(whole);
            }
            Range range = new Range(number(ends[0], whole), number(ends[ends.length - 1], whole));
            if (range.least() > range.most()) {
                throw wrong(whole);
            }
            ranges.add(range);
        }
        return List.copyOf(ranges);
    }

    private static int number(String text, String whole) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > MOST) {
            throw wrong(whole);
        }
        return Integer.parseInt(text);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("return codes must look like 127.0.0.2 or 127.0.0.[2..11;14] but are " + text);
    }
}
