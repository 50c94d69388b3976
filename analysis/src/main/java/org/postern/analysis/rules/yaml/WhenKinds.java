// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.rules.when.TimeFrame;
import org.postern.analysis.rules.when.WeekDays;
import org.postern.analysis.rules.when.WhenCondition;

/** When objects have one kind with any of the keys time, days, from, to and zone; the table has one row for each key to begin with. */
final class WhenKinds {
    private static final List<Field> FIELDS = List.of(Field.optional("time", Field.Type.TEXT), Field.optional("days", Field.Type.TEXT),
        Field.optional("from", Field.Type.TEXT), Field.optional("to", Field.Type.TEXT), Field.optional("zone", Field.Type.TEXT));

    private WhenKinds() {
    }

    static Kind<WhenCondition> only() {
        return Kind.of("time", FIELDS, WhenCondition.class, WhenKinds::read, WhenKinds::write);
    }

    private static WhenCondition read(Values values) {
        Set<DayOfWeek> days = values.optional("days").map(WeekDays::parse).orElse(Set.of());
        return new WhenCondition(values.optional("time").map(TimeFrame::parse), days, values.optional("from").map(WhenKinds::day),
            values.optional("to").map(WhenKinds::day), values.optional("zone").map(WhenKinds::zone));
    }

    private static Map<String, Object> write(WhenCondition condition) {
        Map<String, Object> tree = Tree.of();
        condition.frame().ifPresent(frame -> tree.put("time", frame.text()));
        if (!condition.days().isEmpty()) {
            tree.put("days", WeekDays.text(condition.days()));
        }
        condition.from().ifPresent(day -> tree.put("from", day.toString()));
        condition.to().ifPresent(day -> tree.put("to", day.toString()));
        condition.zone().ifPresent(zone -> tree.put("zone", zone.getId()));
        return tree;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a day such as 2026-12-24: " + text, e);
        }
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time zone such as Europe/Berlin: " + text, e);
        }
    }

    static Optional<ZoneId> zone(YamlPlace place) {
        try {
            return place == null ? Optional.empty() : Optional.of(zone(place.text()));
        } catch (IllegalArgumentException e) {
            throw place.error(e.getMessage());
        }
    }
}
