// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.MailFields;
import org.postern.analysis.spam.text.MailText;

/**
 * How far the date of a message is from the dates that its relays wrote.
 *
 * @param seconds positive when the message says it is younger than its relays know; 0 when nothing can be compared
 */
record DateShift(long seconds) {
    private static final Pattern FROM_HERE = Pattern.compile("\\bfrom (?:localhost\\s|(?:\\S+ ){1,2}\\S*\\b127\\.0\\.0\\.1\\b)");
    private static final Pattern QMAIL = Pattern.compile("qmail \\d+ invoked by uid \\d+");
    private static final Pattern FETCHMAIL = Pattern.compile("\\bby localhost with \\w+ \\(fetchmail-[\\d.]+");
    private static final Pattern DATE = Pattern.compile("(\\s.?\\d+ \\S\\S\\S \\d+ \\d+:\\d+:\\d+ \\S+)");

    static DateShift of(EvalContext context) {
        return of(Evals.mail(context));
    }

    static DateShift of(MailText mail) {
        OptionalLong written = written(mail);
        if (written.isEmpty()) {
            return new DateShift(0);
        }
        List<Long> shifts = new ArrayList<>();
        for (String field : foreign(mail)) {
            Matcher date = DATE.matcher(field);
            if (date.find()) {
                MailDates.seconds(date.group(1)).ifPresent(time -> shifts.add(written.getAsLong() - time));
            }
        }
        if (shifts.size() > 1 && shifts.get(shifts.size() - 1) == 0) {
            shifts.remove(shifts.size() - 1);
        }
        return new DateShift(shifts.stream().min(Comparator.comparingLong(Math::abs)).orElse(0L));
    }

    private static OptionalLong written(MailText mail) {
        for (String name : List.of("Resent-Date", "Date")) {
            for (MailFields.Field field : mail.root().fields().named(name)) {
                OptionalLong time = MailDates.seconds(field.decoded());
                if (time.isPresent()) {
                    return time;
                }
            }
        }
        return OptionalLong.empty();
    }

    /** The Received fields without those that this host's own mail fetcher wrote. */
    private static List<String> foreign(MailText mail) {
        List<String> fields = new ArrayList<>(Arrays.asList(mail.value("Received").split("\n")));
        fields.removeIf(String::isBlank);
        if (fields.isEmpty()) {
            return fields;
        }
        boolean local = FROM_HERE.matcher(fields.get(0)).find() || QMAIL.matcher(fields.get(0)).find();
        int behind = local ? 1 : 0;
        if (fields.size() > behind && FETCHMAIL.matcher(fields.get(behind)).find()) {
            return fields.subList(behind + 1, fields.size());
        }
        return fields;
    }
}
