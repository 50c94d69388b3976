// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.postern.analysis.spam.eval.EvalCall;
import org.postern.analysis.spam.eval.EvalContext;
import org.postern.analysis.spam.eval.EvalPlugin;
import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.text.IpText;

/**
 * Tests that look up where links lead: {@code check_uridnsbl} with the lines that define it. Some lists know names, some the addresses of
 * hosts or of a domain's name servers, some the names of these servers.
 */
final class UriLists {
    static final String NAME = "Mail::SpamAssassin::Plugin::URIDNSBL";
    private static final String[] DEFINITIONS = {"uridnsbl", "uridnssub", "urirhsbl", "urirhssub", "urinsrhsbl", "urinsrhssub",
        "urifullnsrhsbl", "urifullnsrhssub"};
    private static final int MOST_SERVERS = 4;

    private UriLists() {
    }

    static EvalPlugin plugin() {
        Set<String> keywords = new LinkedHashSet<>(Set.of(DEFINITIONS));
        keywords.addAll(Set.of("uridnsbl_skip_domain", "clear_uridnsbl_skip_domain", "uridnsbl_skip_mailto", "uridnsbl_max_domains",
            "skip_uribl_checks"));
        return new EvalPlugin(NAME, keywords, Set.of(NAME + "::has_tflags_domains_only", NAME + "::has_subtest_for_ranges",
            NAME + "::has_uridnsbl_for_a", NAME + "::has_uridnsbl_a_ns", NAME + "::has_tflags_notrim",
            NAME + "::has_uridnsbl_skip_mailto"), Map.of("check_uridnsbl", UriLists::test));
    }

    private static DnsTest test(EvalCall call) {
        String name = call.argument(0, call.rule());
        RuleOption definition = call.options().of(DEFINITIONS).stream().filter(line -> line.value().split("\\s+", 2)[0].equals(name))
            .reduce((earlier, later) -> later)
            .orElseThrow(() -> new IllegalArgumentException("no line says which list " + name + " asks"));
        String[] words = definition.value().strip().split("\\s+", 4);
        boolean sub = definition.keyword().endsWith("sub");
        if (words.length < 3 || sub && words.length < 4) {
            throw new IllegalArgumentException("must be: " + definition.keyword() + " NAME list type" + (sub ? " code" : ""));
        }
        String list = DnsNames.list(words[1]);
        DnsQuery.Type type = DnsNames.type(words[2]);
        ReplyMatch match = sub ? ReplyMatch.range(words[3].strip()) : ReplyMatch.listed();
        return switch (definition.keyword()) {
            case "urirhsbl", "urirhssub" -> new DnsTest(call, context -> names(call, context, list, type), match);
            case "urinsrhsbl", "urinsrhssub" -> new DnsTest(call, UriLists::servers,
                context -> serverNames(context, list, type, true), match);
            case "urifullnsrhsbl", "urifullnsrhssub" -> new DnsTest(call, UriLists::servers,
                context -> serverNames(context, list, type, false), match);
            default -> {
                boolean hosts = call.flags().contains("a");
                boolean servers = call.flags().contains("ns") || !hosts;
                yield new DnsTest(call, context -> towardsAddresses(context, hosts, servers),
                    context -> addresses(context, list, type, hosts, servers), match);
            }
        };
    }

    /** Names and addresses of links as they are. */
    private static List<Subject> names(EvalCall call, EvalContext context, String list, DnsQuery.Type type) {
        Set<String> wanted = new LinkedHashSet<>();
        UriHosts.of(context).all().forEach((host, domain) -> {
            boolean address = IpText.isAddress(host);
            if (address ? IpText.isV4(host) && !call.flags().contains("domains_only") : !call.flags().contains("ips_only")) {
                wanted.add(address || call.flags().contains("notrim") ? host : domain);
            }
        });
        return subjects(wanted, list, type);
    }

    /** Questions for the name servers of the domains. */
    private static List<Subject> servers(EvalContext context) {
        List<Subject> subjects = new ArrayList<>();
        UriHosts.of(context).all().values().stream().filter(domain -> !IpText.isAddress(domain)).distinct()
            .forEach(domain -> plain(domain, DnsQuery.Type.NS).ifPresent(subjects::add));
        return subjects;
    }

    private static List<Subject> serverNames(EvalContext context, String list, DnsQuery.Type type, boolean trimmed) {
        Set<String> names = new LinkedHashSet<>();
        answered(context, servers(context)).forEach(server ->
            names.add(trimmed ? RelayLists.mail(context).boundaries().registered(server) : server));
        return subjects(names, list, type);
    }

    private static List<Subject> towardsAddresses(EvalContext context, boolean hosts, boolean servers) {
        List<Subject> subjects = new ArrayList<>();
        if (hosts) {
            UriHosts.of(context).all().keySet().stream().filter(host -> !IpText.isAddress(host))
                .forEach(host -> plain(host, DnsQuery.Type.A).ifPresent(subjects::add));
        }
        if (servers) {
            List<Subject> questions = servers(context);
            subjects.addAll(questions);
            answered(context, questions).forEach(server -> plain(server, DnsQuery.Type.A).ifPresent(subjects::add));
        }
        return subjects;
    }

    private static List<Subject> addresses(EvalContext context, String list, DnsQuery.Type type, boolean hosts, boolean servers) {
        Set<String> wanted = new LinkedHashSet<>();
        UriHosts.of(context).all().keySet().stream().filter(host -> hosts && IpText.isV4(host)).forEach(wanted::add);
        answered(context, towardsAddresses(context, hosts, servers).stream()
            .filter(subject -> subject.query().type() == DnsQuery.Type.A).toList())
            .filter(address -> IpText.isV4(address) && !IpText.isPrivate(address)).forEach(wanted::add);
        return subjects(wanted, list, type);
    }

    private static Stream<String> answered(EvalContext context, List<Subject> questions) {
        Optional<DnsReplies> replies = context.finding(DnsReplies.class);
        return questions.stream().flatMap(question -> replies.flatMap(known -> known.to(question.query())).stream())
            .flatMap(reply -> reply.values().stream().limit(MOST_SERVERS));
    }

    private static Optional<Subject> plain(String name, DnsQuery.Type type) {
        return DnsNames.ascii(name).map(ascii -> new Subject(name, new DnsQuery(ascii, type, "")));
    }

    private static List<Subject> subjects(Set<String> hosts, String list, DnsQuery.Type type) {
        List<Subject> subjects = new ArrayList<>();
        hosts.forEach(host -> DnsNames.within(list, host, type).ifPresent(query -> subjects.add(new Subject(host, query))));
        return subjects;
    }
}
