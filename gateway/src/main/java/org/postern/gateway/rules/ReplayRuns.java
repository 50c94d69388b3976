// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.postern.analysis.rules.RuleSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replays that run on this node, one after the other beside the mail, and the last ones that ran. */
public final class ReplayRuns implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReplayRuns.class);
    private static final int MOST = 20;

    private final FactsStore facts;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "postern-replay");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    });
    private final Map<String, Run> runs = new LinkedHashMap<>();

    public ReplayRuns(FactsStore facts) {
        this.facts = facts;
    }

    /** One run. */
    public static final class Run {
        private final String id;
        private final Replay replay;
        private volatile String state = "waiting";
        private volatile Optional<Replay.Result> result = Optional.empty();

        private Run(String id, Replay replay) {
            this.id = id;
            this.replay = replay;
        }

        public String id() {
            return id;
        }

        /** waiting, running, done, cancelled or failed. */
        public String state() {
            return state;
        }

        /** Messages looked at so far. */
        public long messages() {
            return replay.messages();
        }

        /** What came of it, once it is over. */
        public Optional<Replay.Result> result() {
            return result;
        }

        /** Breaks it off. */
        public void cancel() {
            replay.cancel();
        }

        private void run(FactsStore facts, Instant from, Instant to) {
            state = "running";
            try {
                result = Optional.of(replay.run(facts, from, to));
                state = result.get().cancelled() ? "cancelled" : "done";
            } catch (RuntimeException e) {
                LOGGER.error("The replay {} failed", id, e);
                state = "failed";
            }
        }
    }

    /** Starts a run over the messages received in a stretch of time. */
    public Run start(RuleSet ruleSet, Instant from, Instant to) {
        Run run = new Run(UUID.randomUUID().toString(), new Replay(ruleSet));
        synchronized (runs) {
            runs.put(run.id(), run);
            if (runs.size() > MOST) {
                runs.remove(runs.keySet().iterator().next());
            }
        }
        executor.execute(() -> run.run(facts, from, to));
        return run;
    }

    /** A run by its id, when it is one of the last on this node. */
    public Optional<Run> find(String id) {
        synchronized (runs) {
            return Optional.ofNullable(runs.get(id));
        }
    }

    @Override
    public void close() {
        synchronized (runs) {
            runs.values().forEach(Run::cancel);
        }
        executor.shutdownNow();
    }
}
