// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.time.Duration;

import javax.inject.Inject;
import javax.inject.Singleton;
import javax.mail.MessagingException;

import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.mailet.Mail;

/**
 * Puts mail on the server's durable spool. It exists beside {@code MailetContext.sendMail} because that marks mail as made by this
 * server, which mail that only waits is not.
 */
@Singleton
public class Spool {
    private final MailQueue queue;

    @Inject
    public Spool(MailQueueFactory<?> queues) {
        this.queue = queues.createQueue(MailQueueFactory.SPOOL);
    }

    /** Returns once the queue has the mail safely; it is taken up in the processor named. */
    public void now(Mail mail, String processor) throws MessagingException {
        mail.setState(processor);
        queue.enQueue(mail);
    }

    /** As {@link #now}, but the mail is not taken up before the delay is over. */
    public void later(Mail mail, String processor, Duration delay) throws MessagingException {
        mail.setState(processor);
        queue.enQueue(mail, delay);
    }
}
