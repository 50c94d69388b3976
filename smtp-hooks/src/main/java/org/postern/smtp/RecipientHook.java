// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import javax.inject.Inject;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.greylist.Greylist;
import org.postern.gateway.greylist.GreylistDecision;
import org.postern.gateway.recipient.RecipientAnswer;
import org.postern.gateway.recipient.RecipientVerification;
import org.postern.gateway.relay.LocalRecipients;
import org.postern.gateway.relay.RelayDecision;
import org.postern.gateway.relay.RelayPolicy;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides on each recipient: is mail for it taken here, does it exist, has this client to wait, does the server behind know it. One hook
 * asks all of it, in this order, so that mail for nobody leaves no greylist entries and our positive answer ends the matter: it keeps
 * James from refusing relay domains.
 * List it after all other hooks for RCPT.
 *
 * <p>Configuration: {@code direction}, required; {@code timeLimit} of look-ups in milliseconds, 5000 by default.</p>
 */
public class RecipientHook implements RcptHook {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecipientHook.class);
    private static final long DEFAULT_LIMIT_MILLIS = 5000;
    private static final HookResult NO_SUCH_RECIPIENT = Replies.refuse(550, "5.1.1 No such recipient here");
    private static final HookResult UNKNOWN_FOR_NOW = Replies.later(450, "4.1.1 No such recipient here");
    private static final HookResult UNVERIFIED = Replies.later(450, "4.4.3 The recipient cannot be verified now, try again later");
    private static final HookResult TOO_MANY_UNKNOWN = Replies.later(450, "4.7.1 Too many unknown recipients, try again later");

    private final RelayPolicy policy;
    private final LocalRecipients recipients;
    private final Greylist greylist;
    private final RecipientVerification verification;
    private final Tracker tracker;
    private final SmtpSessionFacts facts;
    private final TimeLimit timeLimit;
    private final Metric unavailable;
    private Direction direction;
    private Duration limit;

    @Inject
    public RecipientHook(RelayPolicy policy, LocalRecipients recipients, Greylist greylist, RecipientVerification verification,
                         Tracker tracker, SmtpSessionFacts facts, TimeLimit timeLimit, MetricFactory metrics) {
        this.policy = policy;
        this.recipients = recipients;
        this.greylist = greylist;
        this.verification = verification;
        this.tracker = tracker;
        this.facts = facts;
        this.timeLimit = timeLimit;
        this.unavailable = metrics.generate("postern.smtp.lookup-unavailable");
    }

    @Override
    public void init(Configuration configuration) throws ConfigurationException {
        direction = HookSettings.direction(configuration, RecipientHook.class);
        limit = Duration.ofMillis(configuration.getLong("timeLimit", DEFAULT_LIMIT_MILLIS));
        if (limit.isZero() || limit.isNegative()) {
            throw new ConfigurationException(RecipientHook.class.getName() + ": <timeLimit> must be a positive number of milliseconds");
        }
    }

    @Override
    public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
        Client client = facts.client(session);
        boolean relayed = policy.isRelayDomain(recipient.getDomain().asString());
        boolean verified = relayed && direction == Direction.INCOMING && client.authenticatedUser().isEmpty()
            && verification.configuration().enabled() && !recipient.getLocalPart().equalsIgnoreCase("postmaster");
        Optional<HookResult> refusal = relayRefusal(client, recipient)
            .or(() -> relayed ? Optional.empty() : unknownRecipient(recipient))
            .or(() -> verified ? knownToBeUnknown(client, recipient) : Optional.empty());
        if (refusal.isPresent()) {
            record(session, EventType.REFUSED, sender, recipient, refusal.get());
            return refusal.get();
        }
        Optional<HookResult> deferral = direction == Direction.INCOMING && client.authenticatedUser().isEmpty()
            ? lookup(recipient, () -> deferral(client, sender, recipient))
            : Optional.empty();
        if (deferral.isPresent()) {
            record(session, EventType.GREYLISTED, sender, recipient, deferral.get());
            return deferral.get();
        }
        // Last, so that only clients that come back as mail servers do make the server behind answer.
        Optional<HookResult> unverified = verified ? refusal(verification.check(client.address(), recipient.asString())) : Optional.empty();
        if (unverified.isPresent()) {
            record(session, EventType.REFUSED, sender, recipient, unverified.get());
            return unverified.get();
        }
        // Local domains go on to James's own checks; for all others those would refuse what we have just decided to take.
        return relayed || direction == Direction.OUTGOING ? HookResult.OK : HookResult.DECLINED;
    }

    private Optional<HookResult> relayRefusal(Client client, MailAddress recipient) {
        if (direction == Direction.OUTGOING) {
            // Settings alone decide here. This must not go through a look-up that is let pass when it fails: that would be an open relay.
            return reply(policy.check(direction, client, recipient.asString()));
        }
        // When our domains cannot be looked up James's relay check, which follows, has the last word.
        return lookup(recipient, () -> reply(policy.check(direction, client, recipient.asString())));
    }

    private static Optional<HookResult> reply(RelayDecision decision) {
        return decision instanceof RelayDecision.Refuse refuse
            ? Optional.of(Replies.refuse(refuse.code(), refuse.enhancedCode() + " " + refuse.text()))
            : Optional.empty();
    }

    private Optional<HookResult> unknownRecipient(MailAddress recipient) {
        return lookup(recipient, () -> policy.isOurs(recipient.asString()) && !recipients.exists(recipient)
            ? Optional.of(NO_SUCH_RECIPIENT) : Optional.empty());
    }

    private Optional<HookResult> knownToBeUnknown(Client client, MailAddress recipient) {
        return verification.isLimited(client.address()) ? Optional.of(TOO_MANY_UNKNOWN)
            : verification.known(client.address(), recipient.asString()).flatMap(this::refusal);
    }

    private Optional<HookResult> refusal(RecipientAnswer answer) {
        if (answer instanceof RecipientAnswer.Unknown) {
            return Optional.of(verification.configuration().refuseUnknown().filter(code -> code == 450).isPresent()
                ? UNKNOWN_FOR_NOW : NO_SUCH_RECIPIENT);
        }
        boolean deferred = answer instanceof RecipientAnswer.Unavailable && !verification.configuration().acceptUnverified();
        return deferred ? Optional.of(UNVERIFIED) : Optional.empty();
    }

    private Optional<HookResult> deferral(Client client, MaybeSender sender, MailAddress recipient) {
        GreylistDecision decision = greylist.check(client.address(), sender.asString(""), recipient.asString());
        if (decision instanceof GreylistDecision.Defer defer) {
            return Optional.of(Replies.later("4.7.1 Greylisted, try again in " + defer.remainingSeconds() + " seconds"));
        }
        return Optional.empty();
    }

    /** What cannot be looked up is let pass: refusing all mail while a database is away would be the worse fault. */
    private Optional<HookResult> lookup(MailAddress recipient, Callable<Optional<HookResult>> lookup) {
        try {
            return timeLimit.within(limit, lookup);
        } catch (StorageUnavailableException e) {
            unavailable.increment();
            LOGGER.warn("Letting recipient {} pass unchecked: {}", recipient.asString(), e.getMessage());
            return Optional.empty();
        }
    }

    private void record(SMTPSession session, EventType type, MaybeSender sender, MailAddress recipient, HookResult reply) {
        tracker.record(facts.messageId(session), type, Optional.of(recipient.asString()), Map.of("reply", Replies.line(reply),
            "sender", sender.asString(""), "client", facts.client(session).address()));
    }
}
