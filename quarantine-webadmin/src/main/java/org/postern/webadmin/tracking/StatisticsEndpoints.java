// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.postern.gateway.access.Permission;
import org.postern.gateway.statistics.Dimension;
import org.postern.gateway.statistics.Measure;
import org.postern.gateway.statistics.Statistics;
import org.postern.gateway.statistics.StatisticsStore;
import org.postern.gateway.statistics.Tier;
import org.postern.webadmin.Answer;
import org.postern.webadmin.ApiException;
import org.postern.webadmin.Call;
import org.postern.webadmin.Endpoint;
import org.postern.webadmin.EndpointGroup;
import org.postern.webadmin.HttpMethod;
import org.postern.webadmin.TimeParameter;

/**
 * How much mail there was, of what kind, and whose.
 */
public final class StatisticsEndpoints implements EndpointGroup {
    private static final int MOST_SPANS = 5000;
    private static final int MOST_ROWS = 2000;
    private static final Duration DEFAULT_RANGE = Duration.ofDays(1);
    private static final Duration MAXIMUM_RANGE = Duration.ofDays(3660);

    private final Statistics statistics;
    private final Clock clock;

    public StatisticsEndpoints(StatisticsStore store, Clock clock) {
        this.statistics = new Statistics(store, clock);
        this.clock = clock;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.guarded(HttpMethod.GET, "/postern/statistics", Permission.READ_TRACKING, this::sums),
            Endpoint.guarded(HttpMethod.GET, "/postern/statistics/series", Permission.READ_TRACKING, this::series));
    }

    private record Range(Instant from, Instant to) {
    }

    private Range range(Call call) {
        Instant to = call.query("to").map(text -> TimeParameter.end("to", text)).orElseGet(clock::instant);
        Instant from = call.query("from").map(text -> TimeParameter.start("from", text)).orElseGet(() -> to.minus(DEFAULT_RANGE));
        if (!to.isAfter(from)) {
            throw ApiException.invalid("'to' must be later than 'from'");
        }
        if (Duration.between(from, to).compareTo(MAXIMUM_RANGE) > 0) {
            throw ApiException.invalid("'from' and 'to' may be " + MAXIMUM_RANGE.toDays() + " days apart at most");
        }
        return new Range(from, to);
    }

    private Answer sums(Call call) {
        call.allowOnly(Set.of("from", "to", "by", "sort", "limit", "filter"));
        Range range = range(call);
        Dimension dimension = one(call, "by", Dimension.TOTAL, Dimension.values());
        Measure sort = one(call, "sort", Measure.COUNT, Measure.values());
        int limit = MessageQueryReader.number(call, "limit", 50, 1, MOST_ROWS);
        Optional<String> filter = call.query("filter").map(text -> text.toLowerCase(Locale.ROOT));
        Tier tier = statistics.tier(range.from(), range.to());
        Comparator<Map.Entry<String, Map<Measure, Long>>> most = Comparator.comparingLong(entry -> -entry.getValue().getOrDefault(sort,
            0L));
        List<Map<String, Object>> rows = statistics.sums(tier, dimension, range.from(), range.to()).entrySet().stream()
            .filter(entry -> filter.map(part -> entry.getKey().toLowerCase(Locale.ROOT).contains(part)).orElse(true))
            .sorted(most.thenComparing(Map.Entry.comparingByKey()))
            .limit(limit)
            .map(entry -> {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("key", entry.getKey());
                row.putAll(view(entry.getValue()));
                return row;
            })
            .toList();
        return Answer.json(200, Map.of("from", tier.start(range.from()).toString(), "to", range.to().toString(), "tier", tier.name(),
            "rows", rows));
    }

    private Answer series(Call call) {
        call.allowOnly(Set.of("from", "to", "span", "zone", "by", "key"));
        Range range = range(call);
        Tier span = one(call, "span", Tier.HOUR, Tier.values());
        Dimension dimension = one(call, "by", Dimension.TOTAL, Dimension.values());
        ZoneId zone = call.query("zone").map(StatisticsEndpoints::zone).orElse(ZoneId.of("UTC"));
        String key = call.query("key").orElseGet(() -> {
            if (dimension != Dimension.TOTAL) {
                throw ApiException.invalid("'key' is needed: which " + dimension.name().toLowerCase(Locale.ROOT));
            }
            return "in";
        });
        long shortest = switch (span) {
            case MINUTE -> 60;
            case HOUR -> 3600;
            case DAY -> 86_400;
            case MONTH -> 28 * 86_400;
        };
        if (Duration.between(range.from(), range.to()).toSeconds() / shortest > MOST_SPANS) {
            throw ApiException.invalid("'span' is too short for this time: at most " + MOST_SPANS + " spans are answered");
        }
        Tier tier = statistics.seriesTier(span, range.from(), zone);
        if (tier.ordinal() > span.ordinal()) {
            throw ApiException.invalid("'span' is too short for numbers of this age, which are kept by the "
                + tier.name().toLowerCase(Locale.ROOT));
        }
        List<Map<String, Object>> spans = statistics.series(span, dimension, key, range.from(), range.to(), zone).entrySet().stream()
            .map(entry -> {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("start", entry.getKey().atZone(zone).toOffsetDateTime().toString());
                row.putAll(view(entry.getValue()));
                return row;
            })
            .toList();
        return Answer.json(200, Map.of("zone", zone.getId(), "tier", tier.name(), "spans", spans));
    }

    /** All measures, nought where nothing was counted, and what is computed from them. */
    private static Map<String, Object> view(Map<Measure, Long> measures) {
        Map<String, Object> view = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            if (measure != Measure.MICROS && measure != Measure.ANALYSED) {
                view.put(measure.word(), measures.getOrDefault(measure, 0L));
            }
        }
        view.put("junk", measures.getOrDefault(Measure.SPAM, 0L) + measures.getOrDefault(Measure.VIRUS, 0L)
            + measures.getOrDefault(Measure.GREYLISTED, 0L) + measures.getOrDefault(Measure.REFUSED, 0L));
        long analysed = measures.getOrDefault(Measure.ANALYSED, 0L);
        view.put("averageMillis", analysed == 0 ? null : measures.getOrDefault(Measure.MICROS, 0L) / 1000.0 / analysed);
        return view;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw ApiException.invalid("'zone' must be the name of a time zone, such as Europe/Berlin");
        }
    }

    private static <E extends Enum<E>> E one(Call call, String name, E absent, E[] values) {
        return call.query(name).map(text -> Arrays.stream(values)
            .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_'))).findFirst()
            .orElseThrow(() -> ApiException.invalid("'" + name + "' must be one of " + Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-')).collect(Collectors.joining(", "))))).orElse(absent);
    }
}
