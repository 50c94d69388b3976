// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.postern.analysis.spam.options.RuleOption;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.Octets;

/** Addresses with {@code *} and {@code ?}, as rule files list them. */
final class AddressList {
    private final Set<String> plain = new HashSet<>();
    private final Map<String, Wild> patterns = new LinkedHashMap<>();

    /** An address with signs; most addresses do not even end as it does. */
    private record Wild(String end, Pattern pattern) {
        static Wild of(String address) {
            int sign = Math.max(address.lastIndexOf('*'), address.lastIndexOf('?'));
            return new Wild(address.substring(sign + 1), AddressList.pattern(address));
        }

        boolean fits(String address) {
            return address.endsWith(end) && pattern.matcher(address).matches();
        }
    }

    /** The lists of one rule set, made when they are first asked for. */
    private static final class Lists {
        private final Map<String, AddressList> byName = new ConcurrentHashMap<>();

        static Lists of(RuleOptions options) {
            return options.derived(Lists.class, any -> new Lists());
        }
    }

    /** The list that some keywords fill; the same with {@code un} before them take addresses out. */
    static AddressList of(RuleOptions options, String... keywords) {
        return Lists.of(options).byName.computeIfAbsent(String.join(" ", keywords), any -> {
            List<String> all = new ArrayList<>();
            for (String keyword : keywords) {
                all.add(keyword);
                all.add("un" + keyword);
            }
            AddressList list = new AddressList();
            for (RuleOption option : options.of(all.toArray(String[]::new))) {
                for (String word : option.value().split("\\s+")) {
                    list.change(word, !option.keyword().startsWith("un"));
                }
            }
            return list;
        });
    }

    /** The list of this name that {@code enlist_addrlist (NAME) ...} lines fill. */
    static AddressList named(RuleOptions options, String name) {
        return named(options, name, "enlist_addrlist", "delist_addrlist");
    }

    /** The same for lines of other keywords, one that adds and one that takes out. */
    static AddressList named(RuleOptions options, String name, String adding, String removing) {
        return Lists.of(options).byName.computeIfAbsent(adding + " (" + name + ")", any -> {
            AddressList list = new AddressList();
            for (RuleOption option : options.of(adding, removing)) {
                int close = option.value().indexOf(')');
                if (close > 0 && option.value().substring(1, close).trim().equalsIgnoreCase(name)) {
                    for (String word : option.value().substring(close + 1).trim().split("\\s+")) {
                        list.change(word, option.keyword().equals(adding));
                    }
                }
            }
            return list;
        });
    }

    /** One address of a list line as an expression. */
    static Pattern pattern(String address) {
        StringBuilder expression = new StringBuilder();
        for (char c : Octets.lower(address).toCharArray()) {
            expression.append(switch (c) {
                case '?' -> ".";
                case '*' -> ".*";
                default -> Octets.isWord(c) ? String.valueOf(c) : "\\" + c;
            });
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL);
    }

    boolean isEmpty() {
        return plain.isEmpty() && patterns.isEmpty();
    }

    boolean has(String address) {
        String lower = Octets.lower(address);
        return plain.contains(lower) || patterns.containsKey(lower)
            || !patterns.isEmpty() && patterns.values().stream().anyMatch(one -> one.fits(lower));
    }

    boolean hasAny(Collection<String> addresses) {
        return !isEmpty() && addresses.stream().anyMatch(this::has);
    }

    private void change(String word, boolean add) {
        String address = Octets.lower(word);
        plain.remove(address);
        patterns.remove(address);
        if (add && address.indexOf('*') < 0 && address.indexOf('?') < 0) {
            if (!address.isEmpty()) {
                plain.add(address);
            }
        } else if (add) {
            patterns.put(address, Wild.of(address));
        }
    }
}
