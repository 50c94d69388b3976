// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.report;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postern.gateway.statistics.Dimension;
import org.postern.gateway.statistics.Measure;
import org.postern.gateway.statistics.Statistics;
import org.postern.gateway.statistics.Tier;

/** What a report tells, read from the statistics. */
final class ReportFigures {
    private static final int MOST = 10;

    private final Statistics statistics;
    private final ReportPeriod period;
    private final Tier tier;
    private final Optional<String> domain;

    /**
     * Figures of a time.
     *
     * @param domain in lower case, when they are to tell of one domain alone
     */
    ReportFigures(Statistics statistics, ReportPeriod period, Optional<String> domain) {
        this.domain = domain;
        this.statistics = statistics;
        this.period = period;
        // days of a zone are made of hours
        this.tier = statistics.seriesTier(Tier.HOUR, period.from(), period.zone());
    }

    Optional<String> domain() {
        return domain;
    }

    Map<Measure, Long> total(String direction) {
        Dimension dimension = domain.isEmpty() ? Dimension.TOTAL : direction.equals("in") ? Dimension.DOMAIN_IN : Dimension.DOMAIN_OUT;
        return statistics.sums(tier, dimension, period.from(), period.to()).getOrDefault(domain.orElse(direction), Map.of());
    }

    /** The largest, by what is counted of them. */
    Map<String, Long> top(Dimension dimension) {
        Map<String, Long> top = new LinkedHashMap<>();
        statistics.sums(tier, dimension, period.from(), period.to()).entrySet().stream()
            .sorted(Comparator.<Map.Entry<String, Map<Measure, Long>>>comparingLong(entry -> -count(entry.getValue()))
                .thenComparing(Map.Entry.comparingByKey()))
            .filter(entry -> count(entry.getValue()) > 0)
            .filter(entry -> domain.map(name -> entry.getKey().endsWith("@" + name)).orElse(true))
            .limit(MOST)
            .forEach(entry -> top.put(entry.getKey(), count(entry.getValue())));
        return top;
    }

    /** Incoming messages by hour of the day, or by day of the week. */
    List<BarChart.Bar> bars() {
        boolean day = period.first().equals(period.last());
        List<BarChart.Bar> bars = new ArrayList<>();
        Dimension dimension = domain.isEmpty() ? Dimension.TOTAL : Dimension.DOMAIN_IN;
        for (Map.Entry<Instant, Map<Measure, Long>> span : statistics.series(day ? Tier.HOUR : Tier.DAY, dimension, domain.orElse("in"),
            period.from(), period.to(), period.zone()).entrySet()) {
            ZonedDateTime start = span.getKey().atZone(period.zone());
            Map<Measure, Long> measures = span.getValue();
            long bad = measures.getOrDefault(Measure.SPAM, 0L) + measures.getOrDefault(Measure.VIRUS, 0L);
            bars.add(new BarChart.Bar(day ? String.valueOf(start.getHour()) : start.toLocalDate().toString().substring(5),
                Math.max(0, count(measures) - bad), bad + refused(measures)));
        }
        return bars;
    }

    static long count(Map<Measure, Long> measures) {
        return measures.getOrDefault(Measure.COUNT, 0L);
    }

    static long refused(Map<Measure, Long> measures) {
        return measures.getOrDefault(Measure.REFUSED, 0L) + measures.getOrDefault(Measure.GREYLISTED, 0L);
    }
}
