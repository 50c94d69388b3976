// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.queue.api.MailQueue.MailQueueException;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.api.ManageableMailQueue.MailQueueItemView;
import org.postern.webadmin.ComponentCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a mail in any queue has been due for long and nobody has taken it: the spool is stuck or far behind. Mail that waits for its
 * next try is not due.
 */
final class QueueAgeCheck implements ComponentCheck {
    private static final Logger LOGGER = LoggerFactory.getLogger(QueueAgeCheck.class);
    /** Queues bring the oldest first, more or less. */
    private static final int LOOKED_AT = 1000;
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final MailQueueFactory<? extends ManageableMailQueue> queues;
    private final Duration most;
    private final Clock clock;

    /**
     * A check.
     *
     * @param most time that a mail may be due
     */
    QueueAgeCheck(MailQueueFactory<? extends ManageableMailQueue> queues, Duration most, Clock clock) {
        this.queues = queues;
        this.most = most;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "queues";
    }

    @Override
    public Optional<String> problem() {
        Instant now = clock.instant();
        List<String> problems = new ArrayList<>();
        try {
            for (MailQueueName name : queues.listCreatedMailQueues()) {
                Optional<? extends ManageableMailQueue> queue = queues.getQueue(name);
                if (queue.isPresent()) {
                    oldest(queue.get()).filter(due -> due.isBefore(now.minus(most))).ifPresent(due -> problems.add("a mail in the queue "
                        + name.asString() + " has been due since " + due.truncatedTo(ChronoUnit.SECONDS)));
                }
            }
        } catch (MailQueueException | RuntimeException e) {
            LOGGER.warn("The queues cannot be looked at", e);
            problems.add("the queues cannot be looked at: " + e.getMessage());
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private static Optional<Instant> oldest(ManageableMailQueue queue) throws MailQueueException {
        Optional<Instant> oldest = Optional.empty();
        long end = System.nanoTime() + LIMIT.toNanos();
        ManageableMailQueue.MailQueueIterator items = queue.browse();
        try {
            for (int i = 0; i < LOOKED_AT && items.hasNext() && System.nanoTime() < end; i++) {
                MailQueueItemView item = items.next();
                try {
                    Instant due = due(item);
                    oldest = Optional.of(oldest.filter(before -> before.isBefore(due)).orElse(due));
                } finally {
                    LifecycleUtil.dispose(item);
                }
            }
        } finally {
            items.close();
        }
        return oldest;
    }

    private static Instant due(MailQueueItemView item) {
        return item.getNextDelivery().map(time -> time.toInstant()).orElseGet(() -> item.getMail().getLastUpdated().toInstant());
    }
}
