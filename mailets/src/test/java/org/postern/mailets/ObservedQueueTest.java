// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Timeout(60)
class ObservedQueueTest {
    private static final int MAILS = 2_000;

    private final Scheduler deliveries = Schedulers.newBoundedElastic(4, MAILS, "delivery");
    private final BlockingSource source = new BlockingSource();
    private final ObservedQueue queue = new ObservedQueue(source, new DeliveryRecorder(new RecordedEvents(), "relay.example"));

    @AfterEach
    void stop() {
        deliveries.dispose();
    }

    /** Takes as James's remote delivery does: far more mails at once than there are threads. */
    private Disposable deliverTo(AtomicInteger delivered) {
        return Flux.from(queue.deQueue())
            .flatMap(item -> Mono.fromRunnable(delivered::incrementAndGet).subscribeOn(deliveries), 256)
            .subscribe();
    }

    @Test
    void everyMailShouldLeaveAlthoughTheQueueBlocksWhoeverAsks() throws Exception {
        AtomicInteger delivered = new AtomicInteger();
        Disposable running = deliverTo(delivered);
        Mail mail = FakeMail.defaultFakeMail();
        for (int i = 0; i < MAILS; i++) {
            source.enQueue(mail);
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(delivered).hasValue(MAILS));
        running.dispose();
        assertThat(source.askers).allMatch(name -> name.startsWith("dequeue-"));
    }

    @Test
    void aFailureToTakeOneMailShouldNotEndTheTaking() throws Exception {
        source.failures.set(1);
        AtomicInteger delivered = new AtomicInteger();
        Disposable running = deliverTo(delivered);
        source.enQueue(FakeMail.defaultFakeMail());
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(delivered).hasValue(1));
        running.dispose();
    }

    /** Blocks the asking thread until there is mail, as James's JMS queue does. */
    private static final class BlockingSource implements MailQueue {
        final BlockingQueue<Mail> mails = new LinkedBlockingQueue<>();
        final Set<String> askers = ConcurrentHashMap.newKeySet();
        final AtomicInteger failures = new AtomicInteger();

        @Override
        public MailQueueName getName() {
            return MailQueueName.of("outgoing");
        }

        @Override
        public Publisher<MailQueueItem> deQueue() {
            return Mono.defer(this::next).repeat();
        }

        private Mono<MailQueueItem> next() {
            askers.add(Thread.currentThread().getName());
            if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                return Mono.error(new MailQueueException("planted"));
            }
            try {
                return Mono.justOrEmpty(mails.poll(1, TimeUnit.SECONDS)).map(Taken::new);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Mono.never();
            }
        }

        @Override
        public void enQueue(Mail mail, Duration delay) {
            mails.add(mail);
        }

        @Override
        public void enQueue(Mail mail) {
            mails.add(mail);
        }

        @Override
        public Publisher<Void> enqueueReactive(Mail mail) {
            return Mono.fromRunnable(() -> enQueue(mail));
        }

        @Override
        public void close() {
            mails.clear();
        }
    }

    private record Taken(Mail mail) implements MailQueue.MailQueueItem {
        @Override
        public Mail getMail() {
            return mail;
        }

        @Override
        public void done(CompletionStatus status) {
            // Nothing is kept that would have to be given back.
        }
    }
}
