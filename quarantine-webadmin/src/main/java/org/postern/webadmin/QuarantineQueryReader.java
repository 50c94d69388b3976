// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.quarantine.QuarantineFilter;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.tracking.search.SearchText;

/**
 * Reads which part of the quarantine a caller wants to see.
 */
final class QuarantineQueryReader {
    private static final Set<String> PARAMETERS = Set.of("from", "to", "recipient", "kind", "limit", "cursor", "domain", "sender",
        "subject", "rule", "text", "min-score", "max-score", "requested");
    private static final Duration DEFAULT_RANGE = Duration.ofDays(7);
    private static final Duration MAXIMUM_RANGE = Duration.ofDays(366);
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAXIMUM_ADDRESS = 320;
    private static final int LONGEST_TEXT = 1000;

    private final Clock clock;

    QuarantineQueryReader(Clock clock) {
        this.clock = clock;
    }

    QuarantineQuery read(Call call) {
        call.allowOnly(PARAMETERS);
        // The list ends just after now, so that what came in this very moment is in it.
        Instant to = call.query("to").map(text -> TimeParameter.end("to", text)).orElseGet(() -> clock.instant().plusSeconds(1));
        Instant from = call.query("from").map(text -> TimeParameter.start("from", text)).orElseGet(() -> to.minus(DEFAULT_RANGE));
        if (!to.isAfter(from)) {
            throw ApiException.invalid("'to' must be later than 'from'");
        }
        if (Duration.between(from, to).compareTo(MAXIMUM_RANGE) > 0) {
            throw ApiException.invalid("'from' and 'to' may be " + MAXIMUM_RANGE.toDays() + " days apart at most");
        }
        return new QuarantineQuery(from, to, call.query("recipient").map(QuarantineQueryReader::recipient),
            call.query("kind").map(QuarantineQueryReader::kind), call.query("cursor"),
            call.query("limit").map(QuarantineQueryReader::limit).orElse(DEFAULT_LIMIT), filter(call));
    }

    private static QuarantineFilter filter(Call call) {
        Set<String> domains = call.query("domain").map(text -> Set.of(text.toLowerCase(Locale.ROOT))).orElse(Set.of());
        return new QuarantineFilter(Set.of(), domains, call.query("sender"), call.query("subject"), call.query("rule"),
            call.query("text").map(QuarantineQueryReader::words), score(call, "min-score"), score(call, "max-score"),
            call.query("requested").map(QuarantineQueryReader::flag).orElse(false));
    }

    private static OptionalDouble score(Call call, String name) {
        Optional<String> text = call.query(name);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (!text.get().matches("-?\\d{1,6}(\\.\\d{1,6})?")) {
            throw ApiException.invalid("'" + name + "' must be a number of points, such as 4.5");
        }
        return OptionalDouble.of(Double.parseDouble(text.get()));
    }

    private static SearchText words(String text) {
        if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw ApiException.invalid("'text' must be a text of up to " + LONGEST_TEXT + " characters in one line");
        }
        try {
            return SearchText.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("'text': " + e.getMessage());
        }
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw ApiException.invalid("'requested' must be true or false");
        }
        return text.equals("true");
    }

    private static String recipient(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1 || text.length() > MAXIMUM_ADDRESS || text.chars().anyMatch(Character::isISOControl)) {
            throw ApiException.invalid("'recipient' must be a complete mail address");
        }
        return text;
    }

    private static QuarantineKind kind(String text) {
        Optional<QuarantineKind> kind = Arrays.stream(QuarantineKind.values())
            .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT)))
            .findFirst();
        return kind.orElseThrow(() -> ApiException.invalid("'kind' must be one of "
            + Arrays.stream(QuarantineKind.values()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= QuarantineQuery.MAXIMUM_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw badLimit();
        }
        throw badLimit();
    }

    private static ApiException badLimit() {
        return ApiException.invalid("'limit' must be a whole number from 1 to " + QuarantineQuery.MAXIMUM_LIMIT);
    }
}
