// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.io.IOException;
import java.time.Duration;

import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * The queue of one remote delivery, watched: entering it means queued, entering it with a delay means deferred. Mail with the null
 * sender that failed for good leaves it without a bounce, which only shows here.
 */
final class ObservedQueue implements MailQueue {
    private static final Logger LOGGER = LoggerFactory.getLogger(ObservedQueue.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
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

    /**
     * Waits for mail on a thread of its own. A JMS queue waits on whichever thread asks for the next mail, which in remote delivery is
     * one that has just delivered: it would then never come to the mails already handed to it, and they would lie there until the
     * next start. A failure to take one mail does not end the taking.
     */
    @Override
    public Publisher<MailQueueItem> deQueue() {
        return Flux.using(() -> Schedulers.newSingle("dequeue-" + queue.getName().asString(), true),
            waiting -> Flux.defer(queue::deQueue)
                .<MailQueueItem>map(Item::new)
                .doOnError(e -> LOGGER.error("Cannot take the next mail from {}, trying again", queue.getName().asString(), e))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AFTER_FAILURE))
                .subscribeOn(waiting),
            Scheduler::dispose);
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
