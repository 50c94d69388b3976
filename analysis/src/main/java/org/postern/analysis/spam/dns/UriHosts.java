// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.postern.analysis.spam.eval.EvalContext;
import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.DomainBoundaries;
import org.postern.analysis.spam.text.IpText;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.Octets;
import org.postern.analysis.spam.text.UriDetail;

/**
 * The hosts that a message's links lead to, with the registered domain of each; links that people see and can follow come first, since
 * only so many are looked up.
 */
final class UriHosts {
    private static final int MOST = 20;
    private static final int KINDS = 6;

    /** The domains that are never looked up: too large to be listed, and in every other message. */
    record Skipped(Set<String> domains) {
        static Skipped of(RuleOptions options) {
            return options.derived(Skipped.class, all -> {
                Set<String> domains = new HashSet<>();
                for (RuleOption option : all.of("uridnsbl_skip_domain", "clear_uridnsbl_skip_domain")) {
                    List<String> words = List.of(Octets.lower(option.value()).strip().split("\\s+"));
                    if (option.keyword().startsWith("uridnsbl")) {
                        domains.addAll(words);
                    } else if (option.value().isBlank()) {
                        domains.clear();
                    } else {
                        words.forEach(domains::remove);
                    }
                }
                return new Skipped(domains);
            });
        }

        boolean has(String host, String domain) {
            return domains.contains(host) || domains.contains(domain);
        }
    }

    private final Map<String, String> hosts = new LinkedHashMap<>();

    private UriHosts(EvalContext context) {
        if (context.options().last("skip_uribl_checks", "0").strip().equals("1")) {
            return;
        }
        MailText mail = RelayLists.mail(context);
        boolean mailToo = context.options().last("uridnsbl_skip_mailto", "1").strip().equals("0");
        Skipped skipped = Skipped.of(context.options());
        List<Map<String, String>> kinds = new ArrayList<>();
        for (int i = 0; i < KINDS; i++) {
            kinds.add(new LinkedHashMap<>());
        }
        for (UriDetail uri : mail.uriDetails()) {
            if (mailToo || !uri.raw().regionMatches(true, 0, "mailto:", 0, 7)) {
                Map<String, String> kind = kinds.get(kind(uri));
                places(uri, mail.boundaries()).forEach((host, domain) -> {
                    if (!skipped.has(host, domain) && !(IpText.isAddress(host) && IpText.isPrivate(host))) {
                        kind.put(host, domain);
                    }
                });
            }
        }
        int most = most(context.options());
        kinds.forEach(kind -> kind.forEach((host, domain) -> {
            if (hosts.size() < most) {
                hosts.putIfAbsent(host, domain);
            }
        }));
    }

    static UriHosts of(EvalContext context) {
        return context.shared(UriHosts.class, UriHosts::new);
    }

    /** Each host, or address, with its registered domain, or the address again. */
    Map<String, String> all() {
        return hosts;
    }

    /** Hosts of the link as written and as cleaned, and of what it wraps. */
    private static Map<String, String> places(UriDetail uri, DomainBoundaries boundaries) {
        Map<String, String> places = new LinkedHashMap<>();
        new TreeSet<>(uri.hosts()).forEach(host -> places.put(host, IpText.isAddress(host) ? host : boundaries.registered(host)));
        for (String form : uri.cleaned()) {
            WrappedLinks.within(form).forEach(inner ->
                boundaries.place(inner).ifPresent(place -> places.put(place.host(), place.domain())));
        }
        return places;
    }

    private static int kind(UriDetail uri) {
        if (uri.types().contains("a")) {
            return uri.texts().stream().anyMatch(text -> !text.isEmpty()) ? 0 : 5;
        }
        if (uri.types().contains("form")) {
            return 1;
        }
        if (uri.types().contains("img")) {
            return 2;
        }
        return uri.types().equals(Set.of("parsed")) ? 4 : 3;
    }

    private static int most(RuleOptions options) {
        String written = options.last("uridnsbl_max_domains", "").strip();
        return written.matches("\\d{1,3}") ? Integer.parseInt(written) : MOST;
    }
}
