// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.regex.PerlRegex;
import org.postern.analysis.spam.text.IpText;

/** Which answers are a hit, in the notations that the kinds of rules have for it. */
@FunctionalInterface
interface ReplyMatch {
    Pattern NUMBER = Pattern.compile("\\d{1,10}");
    Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]{1,8}");
    Pattern PAIR = Pattern.compile("([^/-]+)(?:([/-])(.+))?");
    Pattern CODES = Pattern.compile("\\[\\s*((?:[A-Za-z]+|\\d+)(?:\\s*,\\s*(?:[A-Za-z]+|\\d+))*)\\s*\\]");
    String LOOPBACK = "127.";

    /** The answer that is a hit, for people. */
    Optional<String> in(DnsReply reply);

    /** The first value that is fine with the test. */
    static ReplyMatch value(Predicate<String> test) {
        return reply -> reply.values().stream().filter(test).findFirst();
    }

    /** Any listing: an address of 127.0.0.0/8, or a text. */
    static ReplyMatch listed() {
        return value(ReplyMatch::isCode);
    }

    /**
     * The notation of {@code check_rbl} and its kind: an exact address, one number as a mask, or a regular expression.
     *
     * @throws IllegalArgumentException when the expression does not compile
     */
    static ReplyMatch code(String notation) {
        if (IpText.isV4(notation)) {
            return value(notation::equals);
        }
        if (notation.matches("\\d{1,10}")) {
            return value(masked(Long.parseLong(notation)));
        }
        Pattern pattern = PerlRegex.parse("/" + notation.replace("/", "\\/") + "/").pattern();
        return value(text -> isCode(text) && pattern.matcher(text).find());
    }

    /**
     * The notation of {@code urirhssub} and its kind: numbers, hexadecimal numbers or addresses; one as a mask, two joined by a hyphen as
     * a range, two joined by a slash as value and mask, and one address for itself.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    static ReplyMatch range(String notation) {
        Matcher pair = PAIR.matcher(notation);
        if (!pair.matches()) {
            throw new IllegalArgumentException("not a return code: " + notation);
        }
        long first = number(pair.group(1));
        if (pair.group(2) == null) {
            return IpText.isV4(notation) ? value(notation::equals) : value(masked(first));
        }
        long second = number(pair.group(3));
        boolean mask = pair.group(2).equals("/");
        return value(text -> {
            if (!IpText.isV4(text)) {
                return false;
            }
            long code = number(text);
            return mask ? (code & second) == (first & second) : code >= first && code <= second;
        });
    }

    /**
     * The notation of {@code askdns}: that of a range, a text in quotes, an expression between slashes, or in brackets the codes of the
     * reply as a whole.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    static ReplyMatch any(String notation) {
        Matcher codes = CODES.matcher(notation);
        if (codes.matches()) {
            return whole(List.of(codes.group(1).toUpperCase(Locale.ROOT).split("\\s*,\\s*")));
        }
        if (notation.matches("(?s)/.+/[a-z]*|m\\W.+\\W[a-z]*")) {
            Pattern pattern = PerlRegex.parse(notation).pattern();
            return value(text -> pattern.matcher(text).find());
        }
        if (notation.matches("(?s)(['\"]).*\\1")) {
            return value(notation.substring(1, notation.length() - 1)::equals);
        }
        return range(notation);
    }

    private static ReplyMatch whole(List<String> codes) {
        Map<String, String> numbers = Map.of("0", "NOERROR", "2", "SERVFAIL", "3", "NXDOMAIN");
        List<String> names = codes.stream().map(code -> numbers.getOrDefault(code, code)).toList();
        return reply -> {
            // That no answer came is no code of an answer.
            String code = reply instanceof DnsReply.Nothing nothing && nothing.noSuchName() ? "NXDOMAIN"
                : reply instanceof DnsReply.Failed ? "" : "NOERROR";
            return names.contains(code) ? Optional.of(code) : Optional.empty();
        };
    }

    private static boolean isCode(String text) {
        return text.startsWith(LOOPBACK) || !IpText.isV4(text);
    }

    private static Predicate<String> masked(long mask) {
        return text -> text.startsWith(LOOPBACK) && IpText.isV4(text) && (number(text) & mask) != 0;
    }

    private static long number(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return Long.parseLong(text.substring(2), 16);
        }
        if (!IpText.isV4(text)) {
            throw new IllegalArgumentException("neither a number nor an address: " + text);
        }
        long number = 0;
        for (String octet : text.split("\\.")) {
            number = number << 8 | Integer.parseInt(octet);
        }
        return number;
    }
}
