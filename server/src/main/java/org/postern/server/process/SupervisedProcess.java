// SPDX-License-Identifier: Apache-2.0
package org.postern.server.process;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Keeps one child process alive: starts it, starts it again when it dies, and clears away the one that a killed parent left.
 */
public final class SupervisedProcess implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final ProcessPlan plan;
    private final PidFile pidFile;
    private final Consumer<String> notices;
    private final Backoff backoff = new Backoff();
    private final AtomicInteger restarts = new AtomicInteger();
    private final ScheduledExecutorService restarter;
    private Process process;
    private Instant bornAt;
    private boolean stopping;

    /**
     * Nothing runs yet.
     *
     * @param notices receives one line for each death and return of the child
     */
    public SupervisedProcess(ProcessPlan plan, Consumer<String> notices) {
        this.plan = plan;
        this.pidFile = new PidFile(plan.pidFile(), plan.marker());
        this.notices = notices;
        this.restarter = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "restart-" + plan.name());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts the child without waiting for it. From now on it is started again whenever it dies.
     *
     * @throws ProcessStartException when it cannot be run at all
     */
    public synchronized void launch() throws ProcessStartException {
        pidFile.orphan().ifPresent(this::kill);
        if (plan.ready().isReady()) {
            throw new ProcessStartException(plan.name() + " cannot be started: another process answers at its address already");
        }
        try {
            process = new ProcessBuilder(OwnSession.wrap(plan.command().get()))
                .directory(plan.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(plan.output().toFile())
                .start();
            process.getOutputStream().close();
            pidFile.write(process.pid());
        } catch (IOException cannotRun) {
            throw new ProcessStartException(plan.name() + " cannot be started: " + cannotRun.getMessage(), cannotRun);
        }
        bornAt = Instant.now();
        Process born = process;
        born.onExit().thenRun(() -> died(born));
    }

    /**
     * Waits until the child serves.
     *
     * @throws ProcessStartException when it has died or does not serve in time; it is stopped then
     */
    public void awaitReady() throws ProcessStartException, InterruptedException {
        Process awaited = current();
        Instant limit = Instant.now().plus(plan.startTimeout());
        while (!plan.ready().isReady()) {
            if (!awaited.isAlive()) {
                close();
                throw new ProcessStartException(plan.name() + " ended at start with status " + awaited.exitValue() + ":"
                    + System.lineSeparator() + OutputTail.of(plan.output()));
            }
            if (Instant.now().isAfter(limit)) {
                close();
                throw new ProcessStartException(plan.name() + " did not answer within " + plan.startTimeout().toSeconds() + " s:"
                    + System.lineSeparator() + OutputTail.of(plan.output()));
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    /** How often the child has been started again after it died. */
    public int restarts() {
        return restarts.get();
    }

    /** The number of the child that runs or ran last. */
    public long pid() {
        return current().pid();
    }

    /** True when the child lives and serves. */
    public boolean isReady() {
        return current().isAlive() && plan.ready().isReady();
    }

    /** Stops the child and does not start it again. Kills it when it takes longer than its time. */
    @Override
    public void close() {
        Process last;
        synchronized (this) {
            stopping = true;
            last = process;
        }
        restarter.shutdownNow();
        if (last != null) {
            last.destroy();
            endWithin(last.toHandle(), plan.stopTimeout());
        }
        try {
            pidFile.delete();
        } catch (IOException remains) {
            notices.accept("The file " + plan.pidFile() + " could not be deleted: " + remains.getMessage());
        }
    }

    private synchronized Process current() {
        return process;
    }

    private synchronized void died(Process dead) {
        if (stopping || dead != process) {
            return;
        }
        Duration wait = backoff.afterLifeOf(Duration.between(bornAt, Instant.now()));
        notices.accept(plan.name() + " died with status " + dead.exitValue() + "; starting it again in " + wait.toMillis() + " ms");
        restarter.schedule(this::restart, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void restart() {
        if (stopping) {
            return;
        }
        try {
            launch();
            restarts.incrementAndGet();
        } catch (ProcessStartException failed) {
            Duration wait = backoff.afterLifeOf(Duration.ZERO);
            notices.accept(failed.getMessage() + "; next try in " + wait.toSeconds() + " s");
            restarter.schedule(this::restart, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void kill(ProcessHandle orphan) {
        notices.accept(plan.name() + " of an earlier run is still there as process " + orphan.pid() + "; ending it");
        orphan.destroyForcibly();
        endWithin(orphan, Duration.ofSeconds(10));
    }

    private void endWithin(ProcessHandle handle, Duration limit) {
        Instant end = Instant.now().plus(limit);
        try {
            while (ProcessState.isRunning(handle)) {
                if (Instant.now().isAfter(end)) {
                    handle.destroyForcibly();
                }
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            }
        } catch (InterruptedException interrupted) {
            handle.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
