// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postern.server.demo.report.Table;
import org.postern.server.demo.report.Table.Column;

/**
 * Puts the outcomes into a table, and below it whatever is not as the samples' file says.
 */
final class DemoReport {
    private static final List<Column> COLUMNS = List.of(new Column("sample", 26, false), new Column("to", 26, false),
        new Column("verdict", 34, false), new Column("score", 8, true), new Column("rules", 48, false),
        new Column("ended", 24, false), new Column("tries", 5, true), new Column("ms", 6, true), new Column("", 2, false));

    private final List<Outcome> outcomes;
    private final boolean backEndVisible;

    DemoReport(List<Outcome> outcomes, boolean backEndVisible) {
        this.outcomes = List.copyOf(outcomes);
        this.backEndVisible = backEndVisible;
    }

    /** Prints it and returns whether there are no differences. */
    boolean print(PrintStream out) {
        OutcomeCheck check = new OutcomeCheck(backEndVisible);
        Table table = new Table(COLUMNS);
        List<String> differences = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            List<String> found = check.differences(outcome);
            table.add(row(outcome, found.isEmpty()));
            found.forEach(difference -> differences.add(name(outcome) + " " + difference));
            if (!found.isEmpty()) {
                outcome.submission().transcript().forEach(line -> differences.add("    " + line));
            }
        }
        out.println();
        table.print(out);
        out.println();
        if (!backEndVisible) {
            out.println("The back end is a mail server of your own: what it received was not looked at, only the gateway's own events.");
        }
        differences.forEach(out::println);
        long wrong = outcomes.stream().filter(outcome -> !check.differences(outcome).isEmpty()).count();
        out.printf("%d samples, %d recipients: %d ended as they must, %d did not%n",
            outcomes.stream().map(outcome -> outcome.submission().sample().name()).distinct().count(), outcomes.size(),
            outcomes.size() - wrong, wrong);
        return wrong == 0;
    }

    private static List<String> row(Outcome outcome, boolean right) {
        return List.of(outcome.submission().sample().name(), outcome.recipient(), outcome.verdict(),
            outcome.timeline().score().map(score -> String.format(Locale.ROOT, "%.1f", score)).orElse("-"),
            String.join(", ", outcome.timeline().rules(outcome.recipient())), outcome.ending().toString(),
            String.valueOf(outcome.submission().attempts()), String.valueOf(outcome.took().toMillis()), right ? "" : "!!");
    }

    private static String name(Outcome outcome) {
        return "!! " + outcome.submission().sample().name() + " to " + outcome.recipient() + ":";
    }
}
