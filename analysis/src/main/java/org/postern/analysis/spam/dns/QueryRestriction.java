// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;

/** Domains that may, or may not, be asked for ({@code dns_query_restriction}); the longest that a name belongs to decides. */
public final class QueryRestriction {
    private final Map<String, Boolean> allowed = new HashMap<>();

    private QueryRestriction(RuleOptions options) {
        for (RuleOption option : options.of("dns_query_restriction", "clear_dns_query_restriction")) {
            String[] words = option.value().strip().split("\\s+");
            if (option.keyword().startsWith("clear")) {
                allowed.clear();
            } else {
                Arrays.stream(words).skip(1).forEach(domain -> allowed.put(DnsQuery.plain(domain), words[0].equalsIgnoreCase("allow")));
            }
        }
    }

    /** That of a rule set. */
    public static QueryRestriction of(RuleOptions options) {
        return options.derived(QueryRestriction.class, QueryRestriction::new);
    }

    /** Whether the name may be asked for. */
    public boolean allows(String name) {
        String rest = name;
        while (!allowed.isEmpty()) {
            Boolean known = allowed.get(rest);
            int dot = rest.indexOf('.');
            if (known != null || dot < 0) {
                return known == null ? allowed.getOrDefault("*", true) : known;
            }
            rest = rest.substring(dot + 1);
        }
        return true;
    }
}
