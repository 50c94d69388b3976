// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Mail;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.gateway.config.FilterConfiguration;
import org.postern.gateway.filter.FilterOutcome;
import org.postern.gateway.mail.MailContent;
import org.postern.gateway.mail.MailFiltering;
import org.postern.gateway.mail.Notices;
import org.postern.gateway.mail.Reception;
import org.postern.gateway.mail.RejectionText;
import org.postern.gateway.mail.VerdictOnMail;
import org.postern.gateway.policy.PolicyNotes;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives a message: gives it Postern's id and, when filtering happens before the queue, filters it while the client waits. Here the
 * bytes are still exactly as received. Whatever goes wrong is answered with 451, so that nothing passes unfiltered by accident.
 *
 * <p>Configuration: {@code direction}, required.</p>
 */
public class FilterHook implements JamesMessageHook {
    private static final Logger LOGGER = LoggerFactory.getLogger(FilterHook.class);

    private final MailFiltering filtering;
    private final FilterConfiguration configuration;
    private final VerdictOnMail verdicts;
    private final Notices notices;
    private final Tracker tracker;
    private final SmtpSessionFacts facts;
    private final PolicyContexts contexts;
    private final Clock clock;
    private Direction direction;

    @Inject
    public FilterHook(MailFiltering filtering, FilterConfiguration configuration, VerdictOnMail verdicts, Notices notices,
                      Tracker tracker, SmtpSessionFacts facts, PolicyContexts contexts, Clock clock) {
        this.filtering = filtering;
        this.configuration = configuration;
        this.verdicts = verdicts;
        this.notices = notices;
        this.tracker = tracker;
        this.facts = facts;
        this.contexts = contexts;
        this.clock = clock;
    }

    @Override
    public void init(Configuration settings) throws ConfigurationException {
        direction = HookSettings.direction(settings, FilterHook.class);
    }

    @Override
    public HookResult onMessage(SMTPSession session, Mail mail) {
        String id = facts.messageId(session);
        try {
            Reception reception = new Reception(id, clock.instant(), direction, facts.client(session));
            reception.writeTo(mail);
            tracker.record(id, EventType.RECEIVED, received(session, mail, reception));
            return configuration.mode() == FilterConfiguration.Mode.BEFORE_QUEUE ? filter(mail, reception) : HookResult.DECLINED;
        } catch (Exception | StackOverflowError e) {
            LOGGER.error("Message {} could not be filtered; the client is asked to come back", id, e);
            return refused(id, Replies.later("4.3.0 The message could not be processed, try again later (" + id + ")"));
        }
    }

    private HookResult filter(Mail mail, Reception reception) throws IOException {
        FilterOutcome outcome = filtering.filter(mail, reception, FilterRequest.Patience.RETRY);
        if (outcome instanceof FilterOutcome.Decided decided) {
            List<Disposition> dispositions = decided.verdict().dispositions();
            if (dispositions.stream().allMatch(Disposition::blocks)) {
                // The message ends here, so what the mailet would do besides is done here.
                notices.send(decided.facts(), dispositions.stream().filter(FilterHook::tellsSomebody).toList(), new MailContent(mail));
                return refused(reception.messageId(),
                    Replies.refuse(RejectionText.code(dispositions.get(0)), RejectionText.text(dispositions.get(0),
                        reception.messageId())));
            }
            verdicts.write(mail, decided);
            return HookResult.DECLINED;
        }
        return refused(reception.messageId(),
            Replies.later("4.7.1 The message cannot be checked now, try again later (" + reception.messageId() + ")"));
    }

    private static boolean tellsSomebody(Disposition disposition) {
        return disposition.actions().stream().anyMatch(action -> action instanceof Action.Notify || action instanceof Action.Bcc);
    }

    private HookResult refused(String id, HookResult reply) {
        tracker.record(id, EventType.REFUSED, Map.of("reply", Replies.line(reply)));
        return reply;
    }

    private Map<String, String> received(SMTPSession session, Mail mail, Reception reception) throws Exception {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("sender", Reception.sender(mail));
        details.put("recipients", String.valueOf(mail.getRecipients().size()));
        details.put("size", String.valueOf(mail.getMessageSize()));
        details.put("direction", reception.direction().name());
        details.put("client", reception.client().address());
        details.put("queue-id", mail.getName());
        reception.client().helo().ifPresent(helo -> details.put("helo", helo));
        reception.client().tls().ifPresent(tls -> details.put("tls", tls));
        reception.client().authenticatedUser().ifPresent(user -> details.put("user", user));
        details.putAll(PolicyNotes.of(contexts.session(session)));
        return details;
    }
}
