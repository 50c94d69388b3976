// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import org.postern.gateway.tracking.IndexTerm;
import org.postern.gateway.tracking.search.MessageQuery;
import org.postern.gateway.tracking.search.SearchText;
import org.postern.gateway.tracking.search.TrackStatus;
import org.postern.webadmin.ApiException;
import org.postern.webadmin.Call;
import org.postern.webadmin.TimeParameter;

/**
 * Reads which messages a caller looks for. Every complaint names the parameter it is about.
 */
final class MessageQueryReader {
    private static final Set<String> FILTERS = Set.of("from", "to", "recipient", "sender", "client", "message-id", "id", "status", "rule",
        "virus", "subject", "text", "min-score", "max-score", "min-size", "max-size", "greylisted", "null-sender");
    private static final Duration DEFAULT_RANGE = Duration.ofDays(1);
    private static final Duration MAXIMUM_RANGE = Duration.ofDays(366);
    private static final int LONGEST = 500;

    private final Clock clock;

    MessageQueryReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads a query without its page.
     *
     * @param more further parameters that are allowed
     */
    MessageQuery read(Call call, Set<String> more, int limit, Optional<String> cursor) {
        Set<String> allowed = new HashSet<>(FILTERS);
        allowed.addAll(more);
        call.allowOnly(allowed);
        Instant to = call.query("to").map(text -> TimeParameter.end("to", text)).orElseGet(() -> clock.instant().plusSeconds(1));
        Instant from = call.query("from").map(text -> TimeParameter.start("from", text)).orElseGet(() -> to.minus(defaultRange(call)));
        if (!to.isAfter(from)) {
            throw ApiException.invalid("'to' must be later than 'from'");
        }
        if (Duration.between(from, to).compareTo(MAXIMUM_RANGE) > 0) {
            throw ApiException.invalid("'from' and 'to' may be " + MAXIMUM_RANGE.toDays() + " days apart at most");
        }
        MessageQuery query = new MessageQuery(from, to, text(call, "recipient").map(text -> address("recipient", text)),
            text(call, "sender").map(text -> address("sender", text)), text(call, "client"), text(call, "message-id"), text(call, "id"),
            call.query("status").map(MessageQueryReader::status).orElse(Set.of()), text(call, "rule"), text(call, "virus"),
            text(call, "subject"), score(call, "min-score"), score(call, "max-score"), size(call, "min-size"), size(call, "max-size"),
            flag(call, "greylisted"), flag(call, "null-sender"), limit, cursor);
        return text(call, "text").map(MessageQueryReader::words).map(query::with).orElse(query);
    }

    /** Who asks for one message or person wants all of a year; who asks for everything wants the last day. */
    private static Duration defaultRange(Call call) {
        boolean narrow = Set.of("recipient", "sender", "client", "message-id", "id").stream().anyMatch(name ->
            call.query(name).filter(text -> !text.startsWith("@")).isPresent());
        return narrow ? MAXIMUM_RANGE : DEFAULT_RANGE;
    }

    /** A whole number in a parameter, within bounds. */
    static int number(Call call, String name, int absent, int least, int most) {
        Optional<String> text = call.query(name);
        if (text.isEmpty()) {
            return absent;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw outside(name, least, most);
        }
        throw outside(name, least, most);
    }

    private static ApiException outside(String name, int least, int most) {
        return ApiException.invalid("'" + name + "' must be a whole number from " + least + " to " + most);
    }

    private static Optional<String> text(Call call, String name) {
        Optional<String> text = call.query(name);
        if (text.filter(value -> value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)).isPresent()) {
            throw ApiException.invalid("'" + name + "' must be a text of up to " + LONGEST + " characters in one line");
        }
        return text;
    }

    private static SearchText words(String text) {
        try {
            return SearchText.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("'text': " + e.getMessage());
        }
    }

    private static String address(String name, String text) {
        boolean domain = text.startsWith("@") && text.length() > 1 && text.indexOf('@', 1) < 0;
        boolean nullSender = name.equals("sender") && text.equals(IndexTerm.NULL_SENDER);
        int at = text.lastIndexOf('@');
        if (!domain && !nullSender && (at < 1 || at == text.length() - 1)) {
            throw ApiException.invalid("'" + name + "' must be a complete mail address, or '@' and a domain"
                + (name.equals("sender") ? ", or '<>' for the null sender" : ""));
        }
        return text;
    }

    private static Set<TrackStatus> status(String text) {
        Set<TrackStatus> wanted = new LinkedHashSet<>();
        for (String name : text.split(",")) {
            wanted.add(Arrays.stream(TrackStatus.values()).filter(value -> value.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("'status' must be one or more, separated by commas, of "
                    + Arrays.stream(TrackStatus.values()).map(Enum::name).collect(Collectors.joining(", ")))));
        }
        return wanted;
    }

    private static OptionalDouble score(Call call, String name) {
        Optional<String> text = call.query(name);
        try {
            double value = text.isEmpty() ? 0 : Double.parseDouble(text.get());
            if (Double.isFinite(value)) {
                return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(value);
            }
        } catch (NumberFormatException e) {
            throw ApiException.invalid("'" + name + "' must be a number");
        }
        throw ApiException.invalid("'" + name + "' must be a number");
    }

    private static OptionalLong size(Call call, String name) {
        return call.query(name).isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(call, name, 0, 0, Integer.MAX_VALUE));
    }

    private static boolean flag(Call call, String name) {
        return switch (call.query(name).orElse("show")) {
            case "show" -> true;
            case "hide" -> false;
            default -> throw ApiException.invalid("'" + name + "' must be show or hide");
        };
    }
}
