// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.postern.gateway.statistics.Dimension;
import org.postern.gateway.statistics.Measure;

/** A report for people: the same figures as text and as a page. */
final class ReportPage {
    private final ReportPeriod period;
    private final ReportFigures figures;
    private final Map<String, Map<String, Long>> tables = new LinkedHashMap<>();
    private final Map<String, String> numbers = new LinkedHashMap<>();

    ReportPage(ReportPeriod period, ReportFigures figures) {
        this.period = period;
        this.figures = figures;
        Map<Measure, Long> in = figures.total("in");
        Map<Measure, Long> out = figures.total("out");
        long offered = ReportFigures.count(in) + ReportFigures.refused(in);
        number("Incoming, offered", offered, offered);
        number("Refused", in.getOrDefault(Measure.REFUSED, 0L), offered);
        number("Greylisted", in.getOrDefault(Measure.GREYLISTED, 0L), offered);
        number("Received", ReportFigures.count(in), offered);
        number("Spam", in.getOrDefault(Measure.SPAM, 0L), offered);
        number("With a virus", in.getOrDefault(Measure.VIRUS, 0L), offered);
        number("From the null sender", in.getOrDefault(Measure.BOUNCES, 0L), offered);
        numbers.put("Incoming traffic", mebibytes(in));
        numbers.put("Recipients quarantined", String.valueOf(in.getOrDefault(Measure.QUARANTINED, 0L)));
        numbers.put("Recipients blocked", String.valueOf(in.getOrDefault(Measure.BLOCKED, 0L)));
        numbers.put("Outgoing", String.valueOf(ReportFigures.count(out)));
        numbers.put("Outgoing traffic", mebibytes(out));
        if (figures.domain().isEmpty()) {
            numbers.put("Outgoing recipients bounced", String.valueOf(out.getOrDefault(Measure.BOUNCED, 0L)));
        }
        // of these nobody counts how much of them is one domain's
        if (figures.domain().isEmpty()) {
            tables.put("Viruses", figures.top(Dimension.VIRUS));
            tables.put("Refused or put off by", figures.top(Dimension.REJECT));
            tables.put("Rules", figures.top(Dimension.RULE));
            tables.put("Domains, incoming", figures.top(Dimension.DOMAIN_IN));
        }
        tables.put("Recipients", figures.top(Dimension.RECEIVER));
        tables.put("Senders, outgoing", figures.top(Dimension.SENDER));
        if (figures.domain().isEmpty()) {
            tables.put("Nodes", figures.top(Dimension.NODE));
        }
    }

    /** Whether there was any mail at all. */
    boolean isEmpty() {
        return figures.total("in").isEmpty() && figures.total("out").isEmpty();
    }

    private void number(String name, long value, long of) {
        numbers.put(name, of == 0 || value == of ? String.valueOf(value) : String.format(Locale.ROOT, "%d (%.1f %%)", value,
            100.0 * value / of));
    }

    private static String mebibytes(Map<Measure, Long> measures) {
        return String.format(Locale.ROOT, "%.1f MiB", measures.getOrDefault(Measure.BYTES, 0L) / 1048576.0);
    }

    String subject() {
        return "Mail report for " + figures.domain().map(domain -> domain + ", ").orElse("") + period.days();
    }

    String text() {
        StringBuilder text = new StringBuilder(subject()).append(" (").append(period.zone().getId()).append(")\n\n");
        numbers.forEach((name, value) -> text.append(String.format(Locale.ROOT, "%-30s %s%n", name, value)));
        tables.forEach((title, rows) -> {
            if (!rows.isEmpty()) {
                text.append('\n').append(title).append('\n');
                rows.forEach((key, value) -> text.append(String.format(Locale.ROOT, "%10d  %s%n", value, key.replaceAll("\\p{Cntrl}",
                    "?"))));
            }
        });
        return text.toString();
    }

    String html() {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
            .append(escape(subject()))
            .append("</title></head><body style=\"font-family:sans-serif\"><h1>").append(escape(subject())).append("</h1><p>")
            .append(escape(period.zone().getId())).append("; green: good, red: refused, put off, spam or with a virus</p>")
            .append(BarChart.svg(figures.bars())).append("<table>");
        numbers.forEach((name, value) -> row(page, name, value));
        page.append("</table>");
        tables.forEach((title, rows) -> {
            if (!rows.isEmpty()) {
                page.append("<h2>").append(escape(title)).append("</h2><table>");
                rows.forEach((key, value) -> row(page, key, String.valueOf(value)));
                page.append("</table>");
            }
        });
        return page.append("</body></html>\n").toString();
    }

    private static void row(StringBuilder page, String name, String value) {
        page.append("<tr><td>").append(escape(name)).append("</td><td style=\"text-align:right\">").append(escape(value))
            .append("</td></tr>");
    }

    /** Names come from strangers' mail. */
    static String escape(String text) {
        return text.replaceAll("\\p{Cntrl}", "?").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
