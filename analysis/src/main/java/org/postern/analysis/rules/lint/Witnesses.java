// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.lint;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.postern.analysis.facts.Direction;
import org.postern.analysis.rules.Group;
import org.postern.analysis.rules.Rule;
import org.postern.analysis.rules.RuleDirection;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Slot;
import org.postern.analysis.rules.evaluation.CompiledRules;
import org.postern.analysis.rules.when.WhenCondition;

/**
 * Messages that match a rule, found by making each of its objects hold in turn. Every message is tried on the rule before it counts.
 */
final class Witnesses {
    private static final int MOST = 64;
    private static final int MOST_VARIED = 8;
    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

    private final RuleSet ruleSet;
    private final Rule rule;
    private final CompiledRules alone;
    private final List<Sketch> found = new ArrayList<>();
    private boolean complete = true;

    Witnesses(RuleSet ruleSet, Rule rule) {
        this.ruleSet = ruleSet;
        this.rule = rule;
        this.alone = CompiledRules.of(ruleSet.withRules(List.of(rule)));
        List<List<List<Consumer<Sketch>>>> slots = List.of(
            slot(rule.from(), ruleSet.who(), one -> Optional.of(ConditionOptions.sender(one))),
            slot(rule.to(), ruleSet.who(), one -> Optional.of(ConditionOptions.recipient(one))),
            times(), slot(rule.what(), ruleSet.what(), ConditionOptions::message));
        if (slots.stream().noneMatch(List::isEmpty)) {
            tryAll(slots);
        }
    }

    /** The messages, none when no message was found. */
    List<Sketch> found() {
        return found;
    }

    /** The messages, and others that differ from them in what the rule does not care about. */
    List<Sketch> varied() {
        List<Consumer<Sketch>> others = List.of(sketch -> sketch.time = Instant.parse("2026-01-12T03:17:00Z"),
            sketch -> sketch.time = Instant.parse("2026-01-17T20:43:00Z"), sketch -> sketch.time = Instant.parse("2026-01-18T06:29:00Z"),
            sketch -> sketch.size = 10, sketch -> sketch.size = 1L << 30, sketch -> sketch.tls = Optional.of("TLSv1.3"),
            sketch -> sketch.sender = "", sketch -> sketch.sender = "variation@variation.invalid",
            sketch -> sketch.recipients.set(0, "variation@variation.invalid"), sketch -> sketch.client = "2001:db8:ffff::1",
            sketch -> sketch.spam += 0.5);
        List<Sketch> all = new ArrayList<>(found);
        for (Sketch message : found.stream().limit(MOST_VARIED).toList()) {
            for (Consumer<Sketch> change : others) {
                Sketch other = message.copy();
                change.accept(other);
                if (matches(other)) {
                    all.add(other);
                }
            }
        }
        return all;
    }

    /** Whether every object was understood, so that finding no message means that there is none. */
    boolean complete() {
        return complete;
    }

    /** Whether a message matches this rule when it stands alone. */
    boolean matches(Sketch sketch) {
        return alone.evaluate(sketch.facts()).dispositions().stream().anyMatch(one -> one.rules().contains(rule.name()));
    }

    /** Makes a message match this rule, as far as that is possible beside what it is already. */
    List<Consumer<Sketch>> firstWay() {
        List<Consumer<Sketch>> way = new ArrayList<>();
        List.of(slot(rule.from(), ruleSet.who(), one -> Optional.of(ConditionOptions.sender(one))),
                slot(rule.to(), ruleSet.who(), one -> Optional.of(ConditionOptions.recipient(one))),
                slot(rule.what(), ruleSet.what(), ConditionOptions::message))
            .forEach(options -> options.stream().findFirst().ifPresent(way::addAll));
        return way;
    }

    private void tryAll(List<List<List<Consumer<Sketch>>>> slots) {
        List<Direction> directions = rule.direction() == RuleDirection.BOTH ? List.of(Direction.INCOMING, Direction.OUTGOING)
            : List.of(rule.direction() == RuleDirection.IN ? Direction.INCOMING : Direction.OUTGOING);
        long product = slots.stream().mapToLong(List::size).reduce(1, (a, b) -> Math.min(MOST, a * b));
        for (long i = 0; i < product; i++) {
            for (Direction direction : directions) {
                Sketch sketch = new Sketch();
                sketch.direction = direction;
                long rest = i;
                for (List<List<Consumer<Sketch>>> options : slots) {
                    options.get((int) (rest % options.size())).forEach(change -> change.accept(sketch));
                    rest /= options.size();
                }
                if (matches(sketch)) {
                    found.add(sketch);
                }
            }
        }
    }

    /** The ways to make a slot hold; one way that changes nothing for a slot that an ordinary message may satisfy. */
    private <T> List<List<Consumer<Sketch>>> slot(Slot slot, Map<String, Group<T>> groups,
                                                  Function<T, Optional<List<Consumer<Sketch>>>> options) {
        if (slot.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Consumer<Sketch>>> ways = new ArrayList<>();
        if (slot.logic().invert()) {
            // An ordinary message is tried, and one of each kind that the slot names, since an inverted slot may want either.
            ways.add(List.of());
        }
        if (slot.logic().all()) {
            List<Consumer<Sketch>> together = new ArrayList<>();
            for (String name : slot.groups()) {
                group(groups.get(name), options).stream().findFirst().ifPresent(way -> {
                    together.add(Sketch::nextFile);
                    together.addAll(way);
                });
            }
            ways.add(together);
        } else {
            slot.groups().forEach(name -> ways.addAll(group(groups.get(name), options)));
        }
        return ways;
    }

    private <T> List<List<Consumer<Sketch>>> group(Group<T> group, Function<T, Optional<List<Consumer<Sketch>>>> options) {
        List<List<Consumer<Sketch>>> ways = new ArrayList<>();
        if (group.logic().invert()) {
            ways.add(List.of());
        }
        if (group.logic().all()) {
            List<Consumer<Sketch>> together = new ArrayList<>();
            together.add(Sketch::nextFile);
            for (T object : group.objects()) {
                List<Consumer<Sketch>> some = known(options.apply(object));
                // Several texts may hold for an expression, and together with others only some of them: then nothing is claimed.
                complete &= some.size() == 1 || group.objects().size() == 1 || some.isEmpty();
                some.stream().findFirst().ifPresent(together::add);
            }
            ways.add(together);
        } else {
            for (T object : group.objects()) {
                known(options.apply(object)).forEach(way -> ways.add(List.of(Sketch::nextFile, way)));
            }
        }
        return ways;
    }

    private List<Consumer<Sketch>> known(Optional<List<Consumer<Sketch>>> options) {
        complete &= options.isPresent();
        return options.orElse(List.of());
    }

    /** Times at which the when slot holds, by trying every half hour of two weeks and the days that objects name. */
    private List<List<Consumer<Sketch>>> times() {
        if (rule.when().isEmpty()) {
            return List.of(List.of());
        }
        List<Instant> candidates = new ArrayList<>();
        days().forEach(day -> {
            for (int half = 0; half < 48; half++) {
                candidates.add(day.plus(Duration.ofMinutes(30L * half + 5)));
                candidates.add(day.plus(Duration.ofMinutes(30L * half)));
            }
        });
        return candidates.stream().filter(this::holds).limit(3).map(time -> List.<Consumer<Sketch>>of(sketch -> {
            sketch.time = time;
            sketch.says("time", time.toString());
        })).toList();
    }

    private List<Instant> days() {
        List<Instant> days = new ArrayList<>();
        for (int day = 0; day < 2 * DayOfWeek.values().length; day++) {
            days.add(MONDAY.plus(Duration.ofDays(day)));
        }
        rule.when().groups().stream().flatMap(name -> ruleSet.when().get(name).objects().stream()).forEach(one ->
            List.of(one.from(), one.to()).forEach(end -> end.ifPresent(day -> {
                for (int near = -8; near <= 8; near++) {
                    days.add(day.plusDays(near).atStartOfDay(ZoneOffset.UTC).toInstant());
                }
            })));
        return days;
    }

    private boolean holds(Instant time) {
        List<Boolean> groups = rule.when().groups().stream().map(name -> {
            Group<WhenCondition> group = ruleSet.when().get(name);
            List<Boolean> objects = group.objects().stream().map(one -> one.matches(time, ruleSet.zone())).toList();
            return group.logic().of(group.logic().all() ? !objects.contains(false) : objects.contains(true));
        }).toList();
        return rule.when().logic().of(rule.when().logic().all() ? !groups.contains(false) : groups.contains(true));
    }
}
