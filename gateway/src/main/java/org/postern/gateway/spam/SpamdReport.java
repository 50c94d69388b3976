// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpamHit;

/** Reads spamd's answer to REPORT: the total from its header, and each hit with its points from the table in its text. */
final class SpamdReport {
    private static final Pattern STATUS = Pattern.compile("SPAMD/[0-9.]+ +(\\d+) *(.*)");
    private static final Pattern TOTAL = Pattern.compile("(?i)Spam: *(?:True|False|Yes|No) *; *(-?[0-9.]+) */ *(-?[0-9.]+) *");
    private static final Pattern HIT = Pattern.compile("\\s*(-?\\d+(?:\\.\\d+)?)\\s+([A-Za-z_][A-Za-z0-9_]*)(?:\\s+(.*))?");
    private static final Pattern RULER = Pattern.compile("-{3,} -{10,} -{10,}\\s*");
    private static final int MOST_HITS = 1000;

    private SpamdReport() {
    }

    /**
     * Reads an answer.
     *
     * @param head header lines
     * @param body text
     * @throws IOException when it is no answer, or tells of a failure
     */
    static SpamAnalysis read(List<String> head, String body) throws IOException {
        Matcher status = STATUS.matcher(head.isEmpty() ? "" : head.get(0));
        if (!status.matches()) {
            throw new IOException("not an answer of spamd");
        }
        if (!status.group(1).equals("0")) {
            throw new IOException("spamd answers " + status.group(1) + " " + status.group(2));
        }
        for (String line : head) {
            Matcher total = TOTAL.matcher(line);
            if (total.matches()) {
                return new SpamAnalysis(number(total.group(1)), hits(body));
            }
        }
        throw new IOException("spamd's answer has no total");
    }

    private static List<SpamHit> hits(String body) {
        List<SpamHit> hits = new ArrayList<>();
        boolean table = false;
        for (String line : body.split("\r?\n")) {
            Matcher hit = HIT.matcher(line);
            if (RULER.matcher(line).matches()) {
                table = true;
            } else if (table && hit.matches() && hits.size() < MOST_HITS) {
                hits.add(new SpamHit(hit.group(2), Double.parseDouble(hit.group(1)), hit.group(3) == null ? "" : hit.group(3).strip()));
            } else if (table && !hits.isEmpty() && line.startsWith("      ") && !line.isBlank()) {
                SpamHit last = hits.remove(hits.size() - 1);
                hits.add(new SpamHit(last.rule(), last.score(), (last.description() + " " + line.strip()).strip()));
            }
        }
        hits.sort(Comparator.comparingDouble(SpamHit::score).reversed());
        return hits;
    }

    private static double number(String text) throws IOException {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IOException("spamd's total is no number: " + text, e);
        }
    }
}
