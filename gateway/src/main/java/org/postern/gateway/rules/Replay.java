// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.evaluation.CompiledRules;

/**
 * Tries rules on messages of the past: what would have become of them, and where that differs from what did. For one run, on one thread;
 * what came of it so far may be asked, and it may be cancelled, from others. Interrupting the thread breaks it off as well.
 */
public final class Replay {
    private static final int MOST_SAMPLES = 20;

    private final CompiledRules rules;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Map<String, Long> changes = new TreeMap<>();
    private final Map<String, Long> byRule = new TreeMap<>();
    private final Map<String, Long> byDomain = new TreeMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private long recipients;
    private long same;

    /**
     * A message that would have ended otherwise.
     *
     * @param messageId of the message
     * @param recipient for whom
     * @param was       outcome
     * @param wouldBe   outcome by the rules that are tried
     * @param rule      the rule that would have decided
     */
    public record Sample(String messageId, String recipient, String was, String wouldBe, String rule) {
    }

    /**
     * What came of it.
     *
     * @param messages   looked at
     * @param recipients of all of them
     * @param same       recipients for whom nothing changes
     * @param changes    recipients by change, such as {@code accept -> quarantine spam}
     * @param byRule     changed recipients by the rule that would have decided
     * @param byDomain   changed recipients by their domain
     * @param samples    some of them
     * @param cancelled  whether it was broken off
     */
    public record Result(long messages, long recipients, long same, Map<String, Long> changes, Map<String, Long> byRule,
                         Map<String, Long> byDomain, List<Sample> samples, boolean cancelled) {
        /** Percentage of recipients for whom nothing changes; 100 when there are none. */
        public double identicalPercent() {
            return recipients == 0 ? 100 : 100.0 * same / recipients;
        }
    }

    public Replay(RuleSet ruleSet) {
        this.rules = CompiledRules.of(ruleSet);
    }

    /** Tries the rules on the messages received in a stretch of time. */
    public Result run(FactsStore store, Instant from, Instant to) {
        store.read(from, to, this::look);
        return result();
    }

    /** Tries the rules on one more message; whether to go on. */
    public synchronized boolean look(KeptFacts kept) {
        Verdict verdict = rules.evaluate(kept.facts());
        for (Disposition disposition : verdict.dispositions()) {
            recipients++;
            String was = kept.outcomes().get(disposition.recipient());
            String wouldBe = disposition.outcomeName();
            if (wouldBe.equals(was)) {
                same++;
            } else {
                changed(kept, disposition, was == null ? "unknown" : was, wouldBe);
            }
        }
        messages.incrementAndGet();
        if (Thread.currentThread().isInterrupted()) {
            cancelled.set(true);
        }
        return !cancelled.get();
    }

    /** Messages looked at so far. */
    public long messages() {
        return messages.get();
    }

    /** Breaks the run off after the message it is at. */
    public void cancel() {
        cancelled.set(true);
    }

    /** What came of it so far. */
    public synchronized Result result() {
        return new Result(messages.get(), recipients, same, new LinkedHashMap<>(changes), new LinkedHashMap<>(byRule),
            new LinkedHashMap<>(byDomain), List.copyOf(samples), cancelled.get());
    }

    private void changed(KeptFacts kept, Disposition disposition, String was, String wouldBe) {
        String rule = disposition.rules().get(disposition.rules().size() - 1);
        changes.merge(was + " -> " + wouldBe, 1L, Long::sum);
        byRule.merge(rule, 1L, Long::sum);
        byDomain.merge(disposition.recipient().substring(disposition.recipient().lastIndexOf('@') + 1), 1L, Long::sum);
        if (samples.size() < MOST_SAMPLES) {
            samples.add(new Sample(kept.facts().messageId(), disposition.recipient(), was, wouldBe, rule));
        }
    }
}
