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
    private static final int MOST_SAMPLES = 100;
    private static final int SAMPLES_OF_ONE_CHANGE = 10;

    private final CompiledRules rules;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Map<String, Long> changes = new TreeMap<>();
    private final Map<String, Map<String, Long>> byRule = new TreeMap<>();
    private final Map<String, Map<String, Long>> byDomain = new TreeMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private long recipients;
    private long same;
    private Instant reached = Instant.MIN;

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
     * @param byRule     the same by the rule that would have decided
     * @param byDomain   the same by the recipients' domain
     * @param samples    some of each change
     * @param reached    when the latest message looked at was received; {@link Instant#MIN} before the first
     * @param cancelled  whether it was broken off
     */
    public record Result(long messages, long recipients, long same, Map<String, Long> changes, Map<String, Map<String, Long>> byRule,
                         Map<String, Map<String, Long>> byDomain, List<Sample> samples, Instant reached, boolean cancelled) {
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
        Instant received = kept.facts().receivedAt();
        reached = received.isAfter(reached) ? received : reached;
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
        return new Result(messages.get(), recipients, same, new LinkedHashMap<>(changes), copy(byRule), copy(byDomain),
            List.copyOf(samples), reached, cancelled.get());
    }

    private void changed(KeptFacts kept, Disposition disposition, String was, String wouldBe) {
        String rule = disposition.rules().get(disposition.rules().size() - 1);
        String change = was + " -> " + wouldBe;
        String domain = disposition.recipient().substring(disposition.recipient().lastIndexOf('@') + 1);
        long seen = changes.merge(change, 1L, Long::sum);
        byRule.computeIfAbsent(rule, any -> new TreeMap<>()).merge(change, 1L, Long::sum);
        byDomain.computeIfAbsent(domain, any -> new TreeMap<>()).merge(change, 1L, Long::sum);
        if (seen <= SAMPLES_OF_ONE_CHANGE && samples.size() < MOST_SAMPLES) {
            samples.add(new Sample(kept.facts().messageId(), disposition.recipient(), was, wouldBe, rule));
        }
    }

    private static Map<String, Map<String, Long>> copy(Map<String, Map<String, Long>> counts) {
        Map<String, Map<String, Long>> copy = new LinkedHashMap<>();
        counts.forEach((name, changes) -> copy.put(name, new LinkedHashMap<>(changes)));
        return copy;
    }
}
