// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;

/** Rules that match the answers by which lists refuse to serve ({@code dns_block_rule}), and the lists that are then left alone. */
public final class BlockRules {
    private static final int LONGEST_SECONDS = 7 * 24 * 3600;

    private final Map<String, Set<String>> lists = new HashMap<>();
    private final Optional<Duration> time;

    private BlockRules(RuleOptions options) {
        for (RuleOption option : options.of("dns_block_rule")) {
            String[] words = option.value().strip().split("\\s+");
            for (int i = 1; i < words.length; i++) {
                lists.computeIfAbsent(words[0], any -> new LinkedHashSet<>()).add(DnsQuery.plain(words[i]));
            }
        }
        String written = options.last("dns_block_time", "");
        this.time = written.matches("\\d{1,6}") ? Optional.of(Duration.ofSeconds(Math.min(LONGEST_SECONDS, Integer.parseInt(written))))
            : Optional.empty();
    }

    /** Those of a rule set. */
    public static BlockRules of(RuleOptions options) {
        return options.derived(BlockRules.class, BlockRules::new);
    }

    /** The lists that are to be left alone when the rule hits. */
    public Set<String> lists(String rule) {
        return lists.getOrDefault(rule, Set.of());
    }

    /** The rules by name. */
    public Set<String> rules() {
        return lists.keySet();
    }

    /** How long the lists are left alone, when the rule files say. */
    public Optional<Duration> time() {
        return time;
    }

    boolean tellsRefusal(String rule) {
        return lists.containsKey(rule);
    }
}
