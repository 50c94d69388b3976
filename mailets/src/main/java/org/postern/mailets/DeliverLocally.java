// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.inject.Inject;
import javax.inject.Named;
import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.transport.mailets.LocalDelivery;
import org.apache.james.user.api.UsersRepository;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.postern.gateway.tracking.Tracker;

/**
 * James's local delivery, told on the timeline. Recipients whose mailbox could not be written go on to a processor of their own, where
 * the mail waits, instead of into the error repository at once.
 *
 * <p>Parameters: {@code failureProcessor}, {@code error} by default; {@code retries} as in James.</p>
 */
public class DeliverLocally extends GenericMailet {
    private static final String CONSUME = "consume";

    private final UsersRepository users;
    private final MailboxManager mailboxes;
    private final MetricFactory metrics;
    private final DeliveryRecorder recorder;
    private final ThreadLocal<Set<MailAddress>> failures = ThreadLocal.withInitial(HashSet::new);
    private String failureProcessor;
    private LocalDelivery delivery;

    @Inject
    public DeliverLocally(UsersRepository users, @Named("mailboxmanager") MailboxManager mailboxes, MetricFactory metrics,
                          Tracker tracker) {
        this.users = users;
        this.mailboxes = mailboxes;
        this.metrics = metrics;
        this.recorder = new DeliveryRecorder(tracker, "mailbox");
    }

    @Override
    public void init() throws MessagingException {
        failureProcessor = getInitParameter("failureProcessor", Mail.ERROR);
        MailetContext context = ObservedMailetContext.of(getMailetContext(), this::collectFailures);
        delivery = new LocalDelivery(users, mailboxes, metrics);
        delivery.init(DerivedMailetConfig.of(getMailetConfig(), context, Map.of(CONSUME, "false")));
    }

    private boolean collectFailures(Mail failed, Optional<String> state) {
        failures.get().addAll(failed.getRecipients());
        return false;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Collection<MailAddress> recipients = List.copyOf(mail.getRecipients());
        failures.remove();
        try {
            delivery.service(mail);
            Set<MailAddress> failed = failures.get();
            recorder.delivered(mail, recipients.stream().filter(recipient -> !failed.contains(recipient)).toList());
            if (failed.isEmpty()) {
                mail.setState(Mail.GHOST);
            } else {
                mail.setRecipients(new ArrayList<>(failed));
                mail.setErrorMessage("the mailbox could not be written");
                mail.setState(failureProcessor);
            }
        } finally {
            failures.remove();
        }
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return List.of(new ProcessingState(failureProcessor));
    }

    @Override
    public String getMailetInfo() {
        return "Postern: local delivery with a timeline";
    }
}
