// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.IpText;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.Octets;
import org.postern.analysis.spam.text.UriDetail;

/** Hosts of URIs in the lists that {@code enlist_uri_host} fills. The longest listed end of a host name decides. */
final class HostLists {
    private static final Pattern NAMED = Pattern.compile("^\\(\\s*(\\S+?)\\s*\\)\\s*(.*)$");

    private final Map<String, Map<String, Boolean>> lists = new HashMap<>();

    private HostLists(RuleOptions options) {
        for (RuleOption option : options.of("enlist_uri_host", "delist_uri_host", "blocklist_uri_host", "blacklist_uri_host",
            "welcomelist_uri_host", "whitelist_uri_host")) {
            String name = option.keyword().startsWith("bl") ? "BLOCK" : "WELCOME";
            String words = option.value();
            if (option.keyword().endsWith("list_uri_host") && (option.keyword().startsWith("enlist")
                || option.keyword().startsWith("delist"))) {
                Matcher named = NAMED.matcher(words);
                if (!named.find()) {
                    continue;
                }
                name = name(named.group(1));
                words = named.group(2);
            }
            Map<String, Boolean> list = lists.computeIfAbsent(name, any -> new HashMap<>());
            for (String word : words.split("\\s+")) {
                boolean excluded = word.startsWith("!");
                String host = Octets.lower(excluded ? word.substring(1) : word);
                if (option.keyword().startsWith("delist")) {
                    list.remove(host);
                } else if (!host.isEmpty()) {
                    list.put(host, !excluded);
                }
            }
        }
    }

    static HostLists of(RuleOptions options) {
        return options.derived(HostLists.class, HostLists::new);
    }

    /** The first host of the message's URIs that is in the list. */
    Optional<String> find(MailText mail, String name) {
        Map<String, Boolean> list = lists.get(name(name));
        if (list == null) {
            return Optional.empty();
        }
        return mail.uriDetails().stream().filter(detail -> !detail.raw().regionMatches(true, 0, "mailto:", 0, 7))
            .map(UriDetail::hosts).flatMap(Set::stream).filter(host -> isIn(list, host)).findFirst();
    }

    private static boolean isIn(Map<String, Boolean> list, String host) {
        if (IpText.isAddress(host)) {
            return list.getOrDefault(host, false);
        }
        String rest = host;
        while (true) {
            Boolean listed = list.get(rest);
            int dot = rest.indexOf('.');
            if (listed != null || dot < 0) {
                return Boolean.TRUE.equals(listed);
            }
            rest = rest.substring(dot + 1);
        }
    }

    private static String name(String written) {
        String upper = written.toUpperCase(Locale.ROOT);
        return upper.equals("BLACK") ? "BLOCK" : upper.equals("WHITE") ? "WELCOME" : upper;
    }
}
