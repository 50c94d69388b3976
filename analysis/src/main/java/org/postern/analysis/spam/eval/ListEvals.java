// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.Octets;
import org.postern.analysis.spam.text.Relay;

/** Tests against lists of welcome and unwelcome addresses and hosts. */
public final class ListEvals {
    private static final Set<String> KEYWORDS = Set.of("welcomelist_from", "whitelist_from", "unwelcomelist_from", "unwhitelist_from",
        "welcomelist_from_rcvd", "whitelist_from_rcvd", "def_welcomelist_from_rcvd", "def_whitelist_from_rcvd", "blocklist_from",
        "blacklist_from", "unblocklist_from", "unblacklist_from", "welcomelist_to", "whitelist_to", "unwelcomelist_to", "unwhitelist_to",
        "blocklist_to", "blacklist_to", "unblocklist_to", "unblacklist_to", "more_spam_to", "all_spam_to", "welcomelist_allows_relays",
        "whitelist_allows_relays", "enlist_addrlist", "delist_addrlist", "enlist_uri_host", "delist_uri_host", "blocklist_uri_host",
        "blacklist_uri_host", "welcomelist_uri_host", "whitelist_uri_host");

    private ListEvals() {
    }

    /** Lists as made from the options of one rule set. */
    private record Relayed(RelayedSenders own, RelayedSenders standard) {
        static Relayed of(RuleOptions options) {
            return options.derived(Relayed.class, all -> new Relayed(
                new RelayedSenders(all, "welcomelist_from_rcvd", "whitelist_from_rcvd"),
                new RelayedSenders(all, "def_welcomelist_from_rcvd", "def_whitelist_from_rcvd")));
        }
    }

    /** All of them, under their old names too. */
    public static EvalPlugin plugin() {
        Map<String, EvalFunction> functions = new HashMap<>();
        both(functions, "check_from_in_blocklist", lists(SenderAddresses::of, "blocklist_from", "blacklist_from"));
        both(functions, "check_to_in_blocklist", lists(SenderAddresses::recipients, "blocklist_to", "blacklist_to"));
        both(functions, "check_to_in_welcomelist", lists(SenderAddresses::recipients, "welcomelist_to", "whitelist_to"));
        functions.put("check_to_in_more_spam", lists(SenderAddresses::recipients, "more_spam_to"));
        functions.put("check_to_in_all_spam", lists(SenderAddresses::recipients, "all_spam_to"));
        functions.put("check_from_in_list", call -> named(call, SenderAddresses::of));
        functions.put("check_to_in_list", call -> named(call, SenderAddresses::recipients));
        functions.put("check_replyto_in_list", call -> named(call, context -> Evals.mail(context).values("Reply-To:addr").stream().limit(1)
            .collect(Collectors.toSet())));
        both(functions, "check_from_in_welcomelist", call -> context -> EvalOutcome.of(own(context) == RelayedSenders.Answer.WELCOME));
        both(functions, "check_forged_in_welcomelist", call -> context -> EvalOutcome.of(own(context) == RelayedSenders.Answer.FORGED
            && standard(context) == RelayedSenders.Answer.UNKNOWN));
        both(functions, "check_from_in_default_welcomelist", call -> context ->
            EvalOutcome.of(standard(context) == RelayedSenders.Answer.WELCOME));
        both(functions, "check_forged_in_default_welcomelist", call -> context ->
            EvalOutcome.of(standard(context) == RelayedSenders.Answer.FORGED && own(context) == RelayedSenders.Answer.UNKNOWN));
        functions.put("check_mailfrom_matches_rcvd", Evals.when(ListEvals::senderOfRelay));
        functions.put("check_uri_host_listed", call -> hosts(call.argument(0)));
        both(functions, "check_uri_host_in_blocklist", call -> hosts("BLOCK"));
        both(functions, "check_uri_host_in_welcomelist", call -> hosts("WELCOME"));
        return new EvalPlugin(Evals.plugin("WLBLEval"), KEYWORDS, Set.of(), functions);
    }

    private static void both(Map<String, EvalFunction> functions, String name, EvalFunction function) {
        functions.put(name, function);
        functions.put(name.replace("welcomelist", "whitelist").replace("blocklist", "blacklist"), function);
    }

    private static EvalFunction lists(Function<EvalContext, Set<String>> addresses, String... keywords) {
        return call -> context -> EvalOutcome.of(hasAny(AddressList.of(context.options(), keywords), addresses, context));
    }

    private static EvalTest named(EvalCall call, Function<EvalContext, Set<String>> addresses) {
        String name = call.argument(0);
        return context -> EvalOutcome.of(hasAny(AddressList.named(context.options(), name), addresses, context));
    }

    /** Most lists are empty, and then the addresses need not be looked for. */
    private static boolean hasAny(AddressList list, Function<EvalContext, Set<String>> addresses, EvalContext context) {
        return !list.isEmpty() && list.hasAny(addresses.apply(context));
    }

    private static EvalTest hosts(String name) {
        return context -> HostLists.of(context.options()).find(Evals.mail(context), name)
            .map(EvalOutcome::hit).orElseGet(EvalOutcome::miss);
    }

    private static RelayedSenders.Answer own(EvalContext context) {
        Set<String> senders = SenderAddresses.of(context);
        boolean welcome = AddressList.of(context.options(), "welcomelist_from", "whitelist_from").hasAny(senders);
        return welcome ? RelayedSenders.Answer.WELCOME : relayed(context, senders, Relayed.of(context.options()).own());
    }

    private static RelayedSenders.Answer standard(EvalContext context) {
        return relayed(context, SenderAddresses.of(context), Relayed.of(context.options()).standard());
    }

    private static RelayedSenders.Answer relayed(EvalContext context, Set<String> senders, RelayedSenders list) {
        RelayedSenders.Answer answer = RelayedSenders.Answer.UNKNOWN;
        AddressList exempted = AddressList.of(context.options(), "welcomelist_allows_relays", "whitelist_allows_relays");
        for (String sender : senders) {
            RelayedSenders.Answer one = list.ask(Evals.mail(context), sender);
            if (one == RelayedSenders.Answer.WELCOME) {
                return one;
            }
            if (one == RelayedSenders.Answer.FORGED && !exempted.has(sender)) {
                answer = one;
            }
        }
        return answer;
    }

    /** Whether the envelope sender's domain is that of the host that handed the message over. */
    private static boolean senderOfRelay(MailText mail) {
        String sender = mail.value("EnvelopeFrom:addr");
        int at = sender.lastIndexOf('@');
        String domain = sender.substring(at + 1);
        int dot = domain.indexOf('.');
        if (at < 0 || dot <= 0 || domain.lastIndexOf('.') == domain.length() - 1 && dot == domain.length() - 1) {
            return false;
        }
        String registered = mail.boundaries().registered(domain);
        List<Relay> relays = mail.relays().untrusted().isEmpty() ? mail.relays().trusted() : mail.relays().untrusted().subList(0, 1);
        return relays.stream().map(relay -> Octets.lower(relay.rdns())).filter(name -> !name.isEmpty())
            .anyMatch(name -> mail.boundaries().registered(name).equals(registered));
    }
}
