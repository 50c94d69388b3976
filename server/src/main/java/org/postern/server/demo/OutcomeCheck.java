// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.postern.server.demo.sample.Ending;
import org.postern.server.demo.sample.Expectation;
import org.postern.server.demo.sink.ReceivedMail;

/**
 * Compares what became of a sample with what its file says, and tells each difference in words.
 */
final class OutcomeCheck {
    private final boolean backEndVisible;

    /**
     * @param backEndVisible whether what the back end got can be looked at; with a mail server of the administrator's own it cannot
     */
    OutcomeCheck(boolean backEndVisible) {
        this.backEndVisible = backEndVisible;
    }

    /** One sentence for each difference, none when all is as the file says. */
    List<String> differences(Outcome outcome) {
        List<String> found = new ArrayList<>();
        Ending expected = outcome.submission().sample().expected(outcome.recipient());
        if (!expected.equals(outcome.ending())) {
            found.add("must end '" + expected + "' but ended '" + outcome.ending() + "'; the server's last word: "
                + outcome.submission().answer(outcome.recipient()));
        }
        Expectation expectation = outcome.submission().sample().expect();
        if (outcome.submission().messageId(outcome.recipient()).isPresent()) {
            timeline(outcome, expectation, found);
        }
        if (backEndVisible && expected instanceof Ending.Delivered && outcome.ending() instanceof Ending.Delivered) {
            backEnd(outcome, expectation, found);
        }
        if (backEndVisible && !(expected instanceof Ending.Delivered) && !outcome.received().isEmpty()) {
            found.add("must not reach the back end, which got it all the same");
        }
        return found;
    }

    private static void timeline(Outcome outcome, Expectation expectation, List<String> found) {
        String score = outcome.timeline().score().map(String::valueOf).orElse("no score");
        double value = outcome.timeline().score().orElse(Double.NaN);
        expectation.scoreAtLeast().ifPresent(limit ->
            addUnless(value >= limit, "score must be at least " + limit + ", is " + score, found));
        expectation.scoreBelow().ifPresent(limit ->
            addUnless(value < limit, "score must be below " + limit + ", is " + score, found));
        List<String> rules = outcome.timeline().rules(outcome.recipient());
        expectation.rules().forEach(rule -> addUnless(rules.contains(rule),
            "rule " + rule + " must match, the rules were " + rules, found));
        expectation.kept().ifPresent(kind -> addUnless(outcome.timeline().kept(outcome.recipient()).contains(kind),
            "the message as it came must be kept in the quarantine " + kind + ", is in " + outcome.timeline().kept(outcome.recipient()),
            found));
        String virus = outcome.timeline().virus().orElse("");
        expectation.virus().ifPresent(name -> addUnless(virus.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)),
            "virus must be named '" + name + "', the timeline says '" + virus + "'", found));
    }

    private static void backEnd(Outcome outcome, Expectation expectation, List<String> found) {
        if (outcome.received().isEmpty()) {
            found.add("the gateway says delivered, the back end has nothing");
            return;
        }
        ReceivedMail mail = outcome.received().get(0);
        expectation.headers().forEach((name, pattern) -> addUnless(
            mail.headers(name).stream().anyMatch(value -> pattern.matcher(value).find()),
            "back end must get " + name + ": " + pattern + ", got " + mail.headers(name), found));
        for (String rule : expectation.absent()) {
            String[] parts = rule.split(":\\s*", 2);
            List<String> forbidden = mail.headers(parts[0]).stream()
                .filter(value -> parts.length == 1 || value.contains(parts[1])).toList();
            addUnless(forbidden.isEmpty(), "back end must not get " + rule + ", got " + forbidden, found);
        }
        String body = new String(mail.body(), StandardCharsets.ISO_8859_1);
        expectation.bodyHas().forEach(text -> addUnless(body.contains(text), "back end must get a body with " + text, found));
        expectation.bodyLacks().forEach(text -> addUnless(!body.contains(text), "back end must get a body without " + text, found));
        if (expectation.bodyUnchanged()) {
            byte[] sent = new ReceivedMail(mail.at(), "", List.of(), outcome.submission().content()).body();
            addUnless(Arrays.equals(sent, mail.body()), "back end must get the body byte for byte: " + sent.length + " bytes were sent, "
                + mail.body().length + " arrived, the first difference is at " + Arrays.mismatch(sent, mail.body()), found);
        }
    }

    private static void addUnless(boolean holds, String difference, List<String> found) {
        if (!holds) {
            found.add(difference);
        }
    }
}
