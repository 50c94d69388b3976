// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Lets a bounded number of questions out at a time; the others wait in line, and a line too long turns them away. */
final class QueryGate {
    private static final int WAITING_FOR_EACH = 64;

    private final int most;
    private final Executor executor;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    QueryGate(int most, Executor executor) {
        this.most = most;
        this.executor = executor;
    }

    /** Runs the work now or when it is its turn; each must end with {@link #leave}. Answers false when the line is too long. */
    boolean enter(Runnable work) {
        synchronized (this) {
            if (running >= most) {
                return waiting.size() < most * WAITING_FOR_EACH && waiting.add(work);
            }
            running++;
        }
        work.run();
        return true;
    }

    void leave() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                running--;
                return;
            }
        }
        // Not from here: work that ends at once would call the next from within, however many there are.
        executor.execute(next);
    }
}
