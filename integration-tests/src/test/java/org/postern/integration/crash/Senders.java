// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.postern.integration.client.Mailer;
import org.postern.integration.client.Messages;
import org.postern.server.demo.smtp.Answer;
import org.postern.server.demo.smtp.OutgoingMail;

/**
 * Mail servers that send without pause, whatever happens to the gateway, until they are told to stop. A message that is not accepted is
 * sent again, as its server would; how often it then arrives is a matter of duplicates.
 */
final class Senders implements AutoCloseable {
    private static final int THREADS = 3;
    private static final long PAUSE_MILLIS = 60;
    private static final long AFTER_FAILURE_MILLIS = 500;
    private static final int SPAM_OF_TEN = 3;
    private static final int VIRUS_OF_TEN = 2;

    private final Mailer mailer;
    private final Ledger ledger;
    private final AtomicLong number = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Answer> refusals = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    Senders(Mailer mailer, Ledger ledger, long seed) {
        this.mailer = mailer;
        this.ledger = ledger;
        for (int i = 0; i < THREADS; i++) {
            String sender = "sender" + i + "@crash.example";
            Random random = new Random(seed + i);
            threads.add(new Thread(() -> send(sender, random), "crash-sender-" + i));
        }
        threads.forEach(Thread::start);
    }

    /** Answers that refused a message for good, which none of these deserves. */
    List<Answer> refusals() {
        return List.copyOf(refusals);
    }

    private void send(String sender, Random random) {
        try {
            while (!stopping) {
                Kind kind = next(random);
                OutgoingMail mail = mail(kind, sender);
                while (!stopping && !tried(mail, kind)) {
                    TimeUnit.MILLISECONDS.sleep(AFTER_FAILURE_MILLIS);
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tried(OutgoingMail mail, Kind kind) {
        Answer answer = mailer.attempt(mail).answers().get("ben@corp.example");
        if (answer instanceof Answer.Accepted accepted) {
            ledger.accepted(accepted.reply().messageId().orElseThrow(), kind);
            return true;
        }
        ledger.notAccepted();
        if (!answer.retriable()) {
            refusals.add(answer);
        }
        return !answer.retriable();
    }

    private OutgoingMail mail(Kind kind, String sender) {
        String subject = kind + " " + number.incrementAndGet();
        return switch (kind) {
            case CLEAN -> Messages.clean(subject, sender, "ben@corp.example");
            case SPAM -> Messages.spam(subject, sender, "ben@corp.example");
            case VIRUS -> Messages.virus(subject, sender, "ben@corp.example");
        };
    }

    private static Kind next(Random random) {
        int drawn = random.nextInt(10);
        if (drawn < SPAM_OF_TEN) {
            return Kind.SPAM;
        }
        return drawn < SPAM_OF_TEN + VIRUS_OF_TEN ? Kind.VIRUS : Kind.CLEAN;
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
