// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import javax.inject.Inject;
import javax.inject.Singleton;

import org.postern.gateway.StorageUnavailableException;

/**
 * Bounds how long a session waits for a look-up. Checks run on the threads that serve all connections: a directory that hangs must
 * not hang them.
 */
@Singleton
public class TimeLimit {
    private static final int MOST_THREADS = 256;
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    @Inject
    public TimeLimit() {
        AtomicLong number = new AtomicLong();
        this.threads = new ThreadPoolExecutor(0, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "postern-lookup-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * The answer of the look-up.
     *
     * @param limit most time to wait, more than zero
     * @throws StorageUnavailableException when the answer is late, or when too many look-ups hang already
     */
    public <T> T within(Duration limit, Callable<T> lookup) {
        return await(limit, start(lookup));
    }

    /**
     * The same for a look-up that runs already and needs none of these threads.
     *
     * @throws StorageUnavailableException when the answer is late
     */
    public <T> T within(Duration limit, CompletionStage<T> begun) {
        return await(limit, begun.toCompletableFuture());
    }

    private static <T> T await(Duration limit, Future<T> answer) {
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new StorageUnavailableException("no answer within " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new StorageUnavailableException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private <T> Future<T> start(Callable<T> lookup) {
        try {
            return threads.submit(lookup);
        } catch (RejectedExecutionException e) {
            throw new StorageUnavailableException("too many look-ups wait already", e);
        }
    }
}
