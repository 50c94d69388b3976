// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Group;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.explain.ChangeCandidates.Candidate;
import org.postern.analysis.rules.when.WhenCondition;

/** The times near a message's own at which a when object begins or ceases to hold, the nearest first. */
final class TimeChanges {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int DAYS = 7;
    private static final int MOST = 12;
    private static final int MINUTES = 24 * 60;
    private final Facts facts;
    private final FactsVariant variant = new FactsVariant();

    TimeChanges(Facts facts) {
        this.facts = facts;
    }

    List<Candidate> of(RuleSet ruleSet) {
        Set<String> used = new TreeSet<>();
        ruleSet.rules().forEach(rule -> used.addAll(rule.when().groups()));
        List<WhenCondition> objects = ruleSet.when().entrySet().stream().filter(entry -> used.contains(entry.getKey()))
            .map(entry -> entry.getValue()).map(Group::objects).flatMap(List::stream).distinct().toList();
        List<Candidate> candidates = new ArrayList<>();
        for (WhenCondition object : objects) {
            ZoneId zone = object.zone().orElse(ruleSet.zone());
            boolean holds = object.matches(facts.receivedAt(), ruleSet.zone());
            moments(object, zone).stream().filter(moment -> object.matches(moment, ruleSet.zone()) != holds)
                .sorted(Comparator.comparing(moment -> Duration.between(facts.receivedAt(), moment).abs())).limit(MOST)
                .forEach(moment -> candidates.add(new Candidate("had it come on " + TIME.format(moment.atZone(zone)) + " instead of "
                    + TIME.format(facts.receivedAt().atZone(zone)) + " (" + zone + ')', () -> variant.receivedAt(facts, moment))));
        }
        return candidates;
    }

    /** Where the answer may change within a week before and behind: the ends of the frame, midnight, and the same time of other days. */
    private Set<Instant> moments(WhenCondition object, ZoneId zone) {
        ZonedDateTime here = facts.receivedAt().atZone(zone);
        int own = here.getHour() * 60 + here.getMinute();
        Set<Integer> minutes = new TreeSet<>(Set.of(0, own, MINUTES - 1));
        object.frame().ifPresent(frame -> minutes.addAll(Set.copyOf(List.of(frame.start(), Math.floorMod(frame.start() - 1, MINUTES),
            Math.floorMod(frame.end(), MINUTES), Math.floorMod(frame.end() + 1, MINUTES)))));
        Set<LocalDate> days = new TreeSet<>();
        for (int away = -DAYS; away <= DAYS; away++) {
            days.add(here.toLocalDate().plusDays(away));
        }
        object.from().ifPresent(day -> days.addAll(List.of(day, day.minusDays(1))));
        object.to().ifPresent(day -> days.addAll(List.of(day, day.plusDays(1))));
        Set<Instant> moments = new TreeSet<>();
        days.forEach(day -> minutes.forEach(minute -> moments.add(day.atStartOfDay(zone).plus(minute, ChronoUnit.MINUTES).toInstant())));
        return moments;
    }
}
