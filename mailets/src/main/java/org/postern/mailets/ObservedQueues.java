// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.Optional;
import java.util.Set;

import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;

/** Gives James's remote delivery its queues, watched. */
final class ObservedQueues implements MailQueueFactory<MailQueue> {
    private final MailQueueFactory<?> queues;
    private final DeliveryRecorder recorder;

    ObservedQueues(MailQueueFactory<?> queues, DeliveryRecorder recorder) {
        this.queues = queues;
        this.recorder = recorder;
    }

    @Override
    public Optional<MailQueue> getQueue(MailQueueName name, PrefetchCount count) {
        return queues.getQueue(name, count).map(queue -> new ObservedQueue(queue, recorder));
    }

    @Override
    public MailQueue createQueue(MailQueueName name, PrefetchCount count) {
        return new ObservedQueue(queues.createQueue(name, count), recorder);
    }

    @Override
    public Set<MailQueueName> listCreatedMailQueues() {
        return queues.listCreatedMailQueues();
    }
}
