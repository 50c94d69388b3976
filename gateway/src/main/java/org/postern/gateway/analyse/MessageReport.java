// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.spam.MatchedText;

/** Tells people what the rules said of one message and why. */
record MessageReport(AnalysedMessage message, double threshold, boolean all) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Message  " + MatchedText.shown(message.file().toString()) + " (" + message.size() + " bytes)");
        lines.add("Subject  " + message.subject());
        lines.add(String.format(Locale.ROOT, "Score    %.1f of %.1f required: %s", message.score(), threshold,
            message.score() >= threshold ? "spam" : "not spam"));
        lines.add(String.format(Locale.ROOT, "Time     %.1f ms (texts %.1f, rules %.1f)", message.micros() / 1000.0,
            message.readMicros() / 1000.0, message.ruleMicros() / 1000.0));
        lines.add("");
        if (message.outcome().analysis().hits().isEmpty()) {
            lines.add("No rule with points matched.");
        } else {
            lines.add(" points  rule and description");
            message.outcome().analysis().hits().forEach(hit -> hit(hit, lines));
        }
        if (!message.outcome().unknown().isEmpty()) {
            lines.add("");
            lines.add("Without an answer:");
            message.outcome().unknown().forEach(one -> lines.add("         " + one.check() + ": " + one.reason()));
        }
        if (all) {
            lines.add("");
            lines.add("Rules without points that matched, with how often:");
            message.outcome().subtests().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(entry -> lines.add("         " + entry.getKey() + " " + entry.getValue()));
        }
        return lines;
    }

    private static void hit(SpamHit hit, List<String> lines) {
        lines.add(String.format(Locale.ROOT, "%7.2f  %-28s %s", hit.score(), hit.rule(), hit.description()).stripTrailing());
        if (!hit.matched().isEmpty()) {
            lines.add("         matched: " + hit.matched());
        }
    }
}
