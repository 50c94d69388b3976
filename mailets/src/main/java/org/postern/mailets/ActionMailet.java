// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.mail.MessagingException;

import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.BoundAction;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.yaml.ObjectText;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.filter.FilterOutcome;
import org.postern.gateway.mail.MailAttributes;

/**
 * Does with a mail what one action of rule sets does, for all the recipients that its matcher leaves. The parameters are the keys of the
 * action; {@code bounceProcessor} and {@code deliveryProcessor} are those of the filter.
 */
public abstract class ActionMailet extends GenericMailet {
    private static final String DELIVERY = "deliveryProcessor";
    private static final String BOUNCES = "bounceProcessor";
    private static final Set<String> OF_THE_SERVER = Set.of(DELIVERY, BOUNCES, "onMailetException", "onMatchException");

    private final CarryingOut carryingOut;
    private final String kind;
    private Action action;
    private Settlement settlement;
    private Waiting waiting;

    ActionMailet(CarryingOut carryingOut, String kind) {
        this.carryingOut = carryingOut;
        this.kind = kind;
    }

    /** Kind of the action in rule sets that is carried out. */
    public final String kind() {
        return kind;
    }

    @Override
    public void init() throws MessagingException {
        Map<String, String> parameters = new LinkedHashMap<>();
        getInitParameterNames().forEachRemaining(name -> {
            if (!OF_THE_SERVER.contains(name) && !ownParameters().contains(name)) {
                parameters.put(name, getInitParameter(name));
            }
        });
        try {
            action = new ObjectText().action(kind, parameters);
            readOwn(new ObjectText());
        } catch (IllegalArgumentException e) {
            throw new MessagingException(getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
        settlement = carryingOut.settlement(deliveryProcessor(), bounceProcessor());
        waiting = carryingOut.waiting();
    }

    @Override
    public final void service(Mail mail) throws MessagingException {
        String processor = mail.getState();
        Optional<String> known = MailAttributes.FACTS.text(mail);
        try {
            Facts facts = (needsTexts() ? carryingOut.facts().findWhole(mail) : carryingOut.facts().find(mail))
                .orElseThrow(() -> new MessagingException(getClass().getSimpleName() + ": mail " + mail.getName()
                    + " was not analysed; the mailet org.postern.mailets.Analyse must stand before this one"));
            settlement.carryOut(mail, new FilterOutcome.Decided(facts, verdict(facts, mail)));
        } catch (StorageUnavailableException e) {
            waiting.begin(mail, processor, e.getMessage());
            return;
        } catch (IOException e) {
            throw new MessagingException("the message of mail " + mail.getName() + " cannot be read", e);
        }
        if (!Mail.GHOST.equals(mail.getState())) {
            // Mailets further down ask for what was found out, too.
            known.ifPresent(text -> MailAttributes.FACTS.set(mail, text));
            done(mail);
        }
    }

    private Verdict verdict(Facts facts, Mail mail) {
        String name = getClass().getSimpleName();
        List<Disposition> dispositions = mail.getRecipients().stream().map(recipient -> action.isFinal()
            ? new Disposition(recipient.asString(), action.resolved(facts.virus().infected()), List.of(), List.of(name))
            : new Disposition(recipient.asString(), new Action.Accept(),
                List.of(new BoundAction(name, action, parts(facts, recipient.asString()))), List.of(name))).toList();
        return new Verdict("mailets", dispositions, List.of(), List.of());
    }

    /** Parameters that are not keys of the action. */
    Set<String> ownParameters() {
        return Set.of();
    }

    /** Reads them; throws IllegalArgumentException with a text for people. */
    void readOwn(ObjectText texts) {
    }

    /** Numbers of the parts that the action is about. */
    List<Integer> parts(Facts facts, String recipient) {
        return List.of();
    }

    /** Whether the texts of the message are looked at. */
    boolean needsTexts() {
        return false;
    }

    /** What else is to be done with a mail that goes on. */
    void done(Mail mail) {
    }

    final String deliveryProcessor() {
        return getInitParameter(DELIVERY, "deliver");
    }

    private String bounceProcessor() {
        return getInitParameter(BOUNCES, "bounces");
    }

    final Action action() {
        return action;
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        boolean refuses = action instanceof Action.Block || action instanceof Action.Reject;
        return refuses ? List.of(new ProcessingState(bounceProcessor())) : List.of();
    }

    @Override
    public String getMailetInfo() {
        return "Postern: " + kind;
    }
}
