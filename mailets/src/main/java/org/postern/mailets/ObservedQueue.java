// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.io.IOException;
import java.time.Duration;

import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.reactivestreams.Publisher;

import reactor.core.publisher.Flux;

/**
 * The queue of one remote delivery, watched: entering it means queued, entering it with a delay means deferred. Mail with the null
 * sender that failed for good leaves it without a bounce, which only shows here.
 */
final class ObservedQueue implements MailQueue {
    private static final AttributeName FAILED = AttributeName.of("is-delivery-permanent-error");

    private final MailQueue queue;
    private final DeliveryRecorder recorder;

    ObservedQueue(MailQueue queue, DeliveryRecorder recorder) {
        this.queue = queue;
        this.recorder = recorder;
    }

    @Override
    public MailQueueName getName() {
        return queue.getName();
    }

    @Override
    public void enQueue(Mail mail, Duration delay) throws MailQueueException {
        mail.removeAttribute(FAILED);
        queue.enQueue(mail, delay);
        recorder.deferred(mail, delay, "temporary failure of the next server");
    }

    @Override
    public void enQueue(Mail mail) throws MailQueueException {
        queue.enQueue(mail);
        recorder.queued(mail);
    }

    @Override
    public Publisher<Void> enqueueReactive(Mail mail) {
        return Flux.from(queue.enqueueReactive(mail)).doOnComplete(() -> recorder.queued(mail));
    }

    @Override
    public Publisher<MailQueueItem> deQueue() {
        return Flux.from(queue.deQueue()).map(Item::new);
    }

    @Override
    public void close() throws IOException {
        queue.close();
    }

    private final class Item implements MailQueueItem {
        private final MailQueueItem item;

        Item(MailQueueItem item) {
            this.item = item;
        }

        @Override
        public Mail getMail() {
            return item.getMail();
        }

        @Override
        public void done(CompletionStatus status) throws MailQueueException {
            Mail mail = item.getMail();
            boolean dropped = status == CompletionStatus.SUCCESS && !mail.hasSender() && mail.getAttribute(FAILED).isPresent();
            item.done(status);
            if (dropped) {
                recorder.bounced(mail, "dropped: the null sender gets no bounce");
            }
        }
    }
}
