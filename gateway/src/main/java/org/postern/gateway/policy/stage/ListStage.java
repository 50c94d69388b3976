// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.facts.AuthenticationResult;
import org.postern.gateway.lists.AddressEntry;
import org.postern.gateway.lists.AddressLists;
import org.postern.gateway.lists.EntryCondition;
import org.postern.gateway.lists.ListName;
import org.postern.gateway.policy.PolicyCheck;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyDecision;
import org.postern.gateway.policy.PolicyStage;

/**
 * Looks for a client, sender or recipient in the address lists. Where both lists speak of the same, the welcomelist has the word. Nobody
 * is spared the relay check by an entry, and virus scan and rules look at every message.
 */
public final class ListStage implements PolicyStage {
    private static final Set<PolicyCheck> BY_RECIPIENT = EnumSet.of(PolicyCheck.DNSBL, PolicyCheck.CLIENT_NAME, PolicyCheck.SENDER_DOMAIN,
        PolicyCheck.RECIPIENT_REMEMBERED, PolicyCheck.SPF, PolicyCheck.GREYLIST, PolicyCheck.RECIPIENT_VERIFIED);

    private final PolicyCheck check;
    private final AddressLists lists;
    private final SpfLookup spf;
    private final Set<PolicyCheck> spared;

    private ListStage(PolicyCheck check, AddressLists lists, SpfLookup spf, Set<PolicyCheck> spared) {
        this.check = check;
        this.lists = lists;
        this.spf = spf;
        this.spared = Set.copyOf(spared);
    }

    /**
     * The three looks into the lists.
     *
     * @param proof         how conditions on SPF are found out
     * @param sendersSpareDnsbl whether entries for senders and recipients spare lists in the DNS too
     */
    public static List<PolicyStage> all(AddressLists lists, SpfLookup proof, boolean sendersSpareDnsbl) {
        Set<PolicyCheck> byRecipient = EnumSet.copyOf(BY_RECIPIENT);
        if (!sendersSpareDnsbl) {
            byRecipient.remove(PolicyCheck.DNSBL);
        }
        Set<PolicyCheck> bySender = EnumSet.copyOf(byRecipient);
        bySender.add(PolicyCheck.SENDER_TLS);
        Set<PolicyCheck> byClient = EnumSet.copyOf(BY_RECIPIENT);
        byClient.addAll(Set.of(PolicyCheck.SENDER_TLS, PolicyCheck.HELO_NAME, PolicyCheck.CONNECTIONS, PolicyCheck.PROTOCOL));
        return List.of(new ListStage(PolicyCheck.CLIENT_LIST, lists, proof, byClient),
            new ListStage(PolicyCheck.SENDER_LIST, lists, proof, bySender),
            new ListStage(PolicyCheck.RECIPIENT_LIST, lists, proof, byRecipient));
    }

    @Override
    public PolicyCheck check() {
        return check;
    }

    @Override
    public PolicyDecision decide(PolicyContext context) {
        List<AddressEntry> entries = entries(context);
        Optional<AddressEntry> welcome = first(entries, ListName.WELCOMELIST, context);
        if (welcome.isPresent()) {
            return new PolicyDecision.ExemptFrom(spared, "welcomelist: " + welcome.get().text());
        }
        return first(entries, ListName.BLOCKLIST, context).map(entry -> refusal(context)).orElseGet(PolicyDecision::pass);
    }

    private List<AddressEntry> entries(PolicyContext context) {
        return switch (check) {
            case CLIENT_LIST -> lists.ofClient(context.client().address());
            case SENDER_LIST -> lists.ofSender(context.sender().orElse(""));
            default -> lists.ofRecipient(context.recipient().orElse(""));
        };
    }

    private PolicyDecision refusal(PolicyContext context) {
        return switch (check) {
            case CLIENT_LIST -> PolicyDecision.refuse(550, "5.7.1", "Client [" + context.client().address() + "] is blocked here");
            case SENDER_LIST -> PolicyDecision.refuse(550, "5.7.1", "The sender address is blocked here");
            default -> PolicyDecision.refuse(550, "5.7.1", "The recipient takes no mail from outside");
        };
    }

    private Optional<AddressEntry> first(List<AddressEntry> entries, ListName list, PolicyContext context) {
        return entries.stream().filter(entry -> entry.list() == list && proved(entry.condition(), context)).findFirst();
    }

    /** Signatures are not there yet: entries that ask for them speak to the rules once the message is. */
    private boolean proved(EntryCondition condition, PolicyContext context) {
        return switch (condition) {
            case NONE -> true;
            case SPF -> spf.result(context).filter(result -> result.result() == AuthenticationResult.PASS).isPresent();
            case DKIM, DMARC -> false;
        };
    }
}
