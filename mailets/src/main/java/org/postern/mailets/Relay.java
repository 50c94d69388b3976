// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.inject.Inject;
import javax.mail.MessagingException;

import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.transport.mailets.RemoteDelivery;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.postern.gateway.tracking.Tracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * James's remote delivery, told on the timeline. It takes the same parameters. Where {@code <gateway>} is given but empty, no server
 * is known yet: the mail then waits on the spool instead of being sent by MX records, which might lead back to this server.
 */
public class Relay extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(Relay.class);
    private static final String GATEWAY = "gateway";
    private static final String ON_SUCCESS = "onSuccess";
    private static final String DELIVERED = "postern-delivered";
    private static final Duration UNCONFIGURED_DELAY = Duration.ofMinutes(5);

    private final DNSService dns;
    private final DomainList domains;
    private final MailQueueFactory<?> queues;
    private final MetricFactory metrics;
    private final Tracker tracker;
    private final Spool spool;
    private DeliveryRecorder recorder;
    private Optional<RemoteDelivery> delivery = Optional.empty();

    @Inject
    public Relay(DNSService dns, DomainList domains, MailQueueFactory<?> queues, MetricFactory metrics, Tracker tracker, Spool spool) {
        this.dns = dns;
        this.domains = domains;
        this.queues = queues;
        this.metrics = metrics;
        this.tracker = tracker;
        this.spool = spool;
    }

    @Override
    public void init() throws MessagingException {
        String gateway = getInitParameter(GATEWAY);
        recorder = new DeliveryRecorder(tracker, gateway == null ? "mx" : gateway.trim());
        if (gateway != null && isUnset(gateway)) {
            LOGGER.warn("No server is configured behind this gateway: mail for the relay domains waits on the spool");
            return;
        }
        if (getInitParameter(ON_SUCCESS) != null) {
            throw new MessagingException("Relay records success itself and takes no <onSuccess>");
        }
        MailetContext context = ObservedMailetContext.of(getMailetContext(), this::observe);
        RemoteDelivery remote = new RemoteDelivery(dns, domains, new ObservedQueues(queues, recorder), metrics);
        remote.init(DerivedMailetConfig.of(getMailetConfig(), context, Map.of(ON_SUCCESS, DELIVERED)));
        delivery = Optional.of(remote);
    }

    /** Empty, or a placeholder of the configuration that nothing was put in for. */
    private static boolean isUnset(String gateway) {
        String host = gateway.trim();
        return host.isEmpty() || host.startsWith(":") || host.startsWith("${");
    }

    /** Success is not sent through the spool as James would: it is written down and done. */
    private boolean observe(Mail mail, Optional<String> state) {
        if (state.filter(DELIVERED::equals).isPresent()) {
            recorder.delivered(mail);
            return false;
        }
        recorder.bounced(mail, "a delivery status notification is made");
        return true;
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (delivery.isPresent()) {
            delivery.get().service(mail);
        } else {
            spool.later(mail, mail.getState(), UNCONFIGURED_DELAY);
            recorder.deferred(mail, UNCONFIGURED_DELAY, "no server is configured behind this gateway");
            mail.setState(Mail.GHOST);
        }
    }

    @Override
    public void destroy() {
        delivery.ifPresent(RemoteDelivery::destroy);
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return delivery.map(RemoteDelivery::requiredProcessingState).orElse(List.of()).stream()
            .filter(state -> !state.getValue().equals(DELIVERED))
            .toList();
    }

    @Override
    public String getMailetInfo() {
        return "Postern: remote delivery with a timeline";
    }
}
