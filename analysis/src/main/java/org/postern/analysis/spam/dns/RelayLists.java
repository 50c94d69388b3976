// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.eval.EvalCall;
import org.postern.analysis.spam.eval.EvalContext;
import org.postern.analysis.spam.eval.EvalFunction;
import org.postern.analysis.spam.eval.EvalPlugin;
import org.postern.analysis.spam.text.IpText;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.Relay;

/**
 * Tests that look up who handed the message on: {@code check_rbl} and its kind. Own and trusted hosts and private addresses are left out;
 * the end of a set's name says which of the others are meant.
 */
final class RelayLists {
    static final String NAME = "Mail::SpamAssassin::Plugin::DNSEval";
    private static final Pattern DOMAIN = Pattern.compile("@([^@\\s>]+)");
    private static final String HEADERS = "EnvelopeFrom,Reply-To,Disposition-Notification-To,X-WebmailclientIP,X-Source-IP";
    private static final int MOST_ADDRESSES = 9;

    private RelayLists() {
    }

    static EvalPlugin plugin() {
        return new EvalPlugin(NAME, Set.of("rbl_headers", "skip_rbl_checks", "num_check_received"),
            Set.of(NAME + "::has_tflags_domains_only", NAME + "::has_tflags_ips_only"), Map.of(
            "check_rbl", call -> relays(call, DnsQuery.Type.A),
            "check_rbl_txt", call -> relays(call, DnsQuery.Type.TXT),
            "check_rbl_sub", RelayLists::part,
            "check_rbl_from_host", hosts(mail -> senders(mail), false),
            "check_rbl_from_domain", hosts(mail -> senders(mail), true),
            "check_rbl_envfrom", hosts(mail -> mail.values("EnvelopeFrom:addr"), false),
            "check_rbl_headers", RelayLists::headers,
            "check_rbl_rcvd", hosts(RelayLists::oldest, false),
            "check_dns_sender", RelayLists::sender));
    }

    private static DnsTest relays(EvalCall call, DnsQuery.Type type) {
        String set = call.argument(0);
        String list = DnsNames.list(call.argument(1));
        DnsTest.Lookups lookups = context -> off(context) ? List.of()
            : subjects(Relays.of(context).chosen(set, call.flags().contains("nice")), list, type);
        ListSets.of(call.options()).add(set, lookups);
        return new DnsTest(call, lookups, call.arguments().size() > 2 ? ReplyMatch.code(call.argument(2)) : ReplyMatch.listed());
    }

    /** Looks closer at what another rule of the same set asks; it asks nothing itself. */
    private static DnsTest part(EvalCall call) {
        ListSets sets = ListSets.of(call.options());
        String set = call.argument(0);
        return new DnsTest(call, context -> sets.subjects(set, context), ReplyMatch.code(call.argument(1)));
    }

    private static EvalFunction hosts(Function<MailText, List<String>> places, boolean trimmed) {
        return call -> {
            String list = DnsNames.list(call.argument(1));
            return new DnsTest(call,
                context -> off(context) ? List.of() : ofHosts(call, context, places.apply(mail(context)), list, trimmed),
                call.arguments().size() > 2 ? ReplyMatch.code(call.argument(2)) : ReplyMatch.listed());
        };
    }

    private static DnsTest headers(EvalCall call) {
        String list = DnsNames.list(call.argument(1));
        String[] names = call.argument(3, call.options().last("rbl_headers", HEADERS)).split("\\s*,\\s*");
        return new DnsTest(call, context -> {
            List<String> places = new ArrayList<>();
            for (String name : names) {
                String address = mail(context).value(name + ":addr");
                places.addAll(address.contains("@") ? List.of(address) : List.of(mail(context).value(name).split("\n")));
            }
            return off(context) ? List.of() : ofHosts(call, context, places, list, false);
        }, call.arguments().size() > 2 && !call.argument(2).isEmpty() ? ReplyMatch.code(call.argument(2)) : ReplyMatch.listed());
    }

    /** The domain of the envelope sender has neither an address nor a mail server. */
    private static DnsTest sender(EvalCall call) {
        return new DnsTest(call, context -> {
            String domain = domain(mail(context).value("EnvelopeFrom:addr"));
            return !DnsNames.isHost(domain) ? List.of() : DnsNames.ascii(domain).map(name ->
                List.of(new Subject(domain, new DnsQuery(name, DnsQuery.Type.MX, "")))).orElse(List.of());
        }, ReplyMatch.any("[NXDOMAIN]"));
    }

    private static List<Subject> ofHosts(EvalCall call, EvalContext context, List<String> places, String list, boolean trimmed) {
        Set<String> hosts = new LinkedHashSet<>();
        for (String place : places) {
            String host = place.contains("@") ? domain(place) : place.strip();
            if (IpText.isAddress(host)) {
                if (!call.flags().contains("domains_only") && !IpText.isPrivate(host)) {
                    hosts.add(host);
                }
            } else if (!call.flags().contains("ips_only") && DnsNames.isHost(host) && mail(context).boundaries().isUnderTopLevel(host)) {
                hosts.add(trimmed ? mail(context).boundaries().registered(host) : host);
            }
        }
        return subjects(List.copyOf(hosts), list, DnsQuery.Type.A);
    }

    private static List<Subject> subjects(List<String> hosts, String list, DnsQuery.Type type) {
        List<Subject> subjects = new ArrayList<>();
        hosts.forEach(host -> DnsNames.within(list, host, type).ifPresent(query -> subjects.add(new Subject(host, query))));
        return subjects;
    }

    private static List<String> senders(MailText mail) {
        Set<String> senders = new LinkedHashSet<>(mail.values("From:addr"));
        senders.addAll(mail.values("EnvelopeFrom:addr"));
        senders.addAll(mail.values("Resent-From:addr"));
        return List.copyOf(senders);
    }

    private static List<String> oldest(MailText mail) {
        List<Relay> untrusted = mail.relays().untrusted();
        if (untrusted.isEmpty()) {
            return List.of();
        }
        Relay first = untrusted.get(untrusted.size() - 1);
        return List.of(first.ip(), first.by(), first.helo(), first.rdns());
    }

    private static String domain(String address) {
        Matcher domain = DOMAIN.matcher(address);
        return domain.find() ? domain.group(1).replaceAll("\\.{2,}", ".").replaceAll("^\\.|\\.$", "") : "";
    }

    private static boolean off(EvalContext context) {
        return context.options().last("skip_rbl_checks", "0").strip().equals("1");
    }

    /** Who handed the message over, when it is a stranger on the internet. */
    static Optional<Relay> client(MailText mail) {
        return mail.client().filter(relay -> !IpText.isPrivate(relay.ip()) && !mail.trusts(relay.ip()));
    }

    static MailText mail(EvalContext context) {
        if (context.message() instanceof MailText mail) {
            return mail;
        }
        throw new IllegalStateException("the rules do not run on the text of a mail");
    }

    /** The addresses of one message's relays. */
    private record Relays(List<String> untrusted, List<String> external, EvalContext context) {

        static Relays of(EvalContext context) {
            return context.shared(Relays.class, any -> {
                MailText mail = mail(context);
                List<String> untrusted = new ArrayList<>();
                client(mail).map(Relay::ip).ifPresent(untrusted::add);
                mail.relays().untrusted().stream().map(Relay::ip).forEach(untrusted::add);
                List<String> external = new ArrayList<>(mail.relays().trusted().stream().filter(relay -> !relay.internal())
                    .map(Relay::ip).toList());
                external.addAll(untrusted);
                return new Relays(open(untrusted), open(external), context);
            });
        }

        /** Those that a set means, newest first; with all of them oldest first, since there are bounds. */
        List<String> chosen(String set, boolean friendly) {
            List<String> chosen = new ArrayList<>(set.endsWith("-lastexternal") || set.endsWith("-notfirsthop") ? external : untrusted);
            if (set.endsWith("-lastexternal") || set.endsWith("-firsttrusted")) {
                chosen.subList(Math.min(1, chosen.size()), chosen.size()).clear();
            } else if (set.endsWith("-notfirsthop")) {
                chosen.subList(Math.max(1, chosen.size() - 1), Math.max(1, chosen.size())).clear();
            } else if (set.endsWith("-untrusted")) {
                chosen.subList(0, Math.min(1, chosen.size())).clear();
            } else {
                Collections.reverse(chosen);
            }
            return chosen.stream().filter(ip -> friendly || !mail(context).trusts(ip)).limit(MOST_ADDRESSES).toList();
        }

        private static List<String> open(List<String> addresses) {
            return addresses.stream().filter(ip -> !ip.isEmpty() && !IpText.isPrivate(ip)).distinct().toList();
        }
    }
}
