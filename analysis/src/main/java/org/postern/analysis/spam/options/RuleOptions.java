// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.options;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The options of a rule set (trusted networks, free mail domains, second level registries and so on) in the order of its files, for the
 * texts and tests that heed them. What is computed from them is kept, since it is the same for every message.
 */
public final class RuleOptions {
    private record Placed(int place, RuleOption option) {
    }

    private final Map<String, List<Placed>> byKeyword = new HashMap<>();
    private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>();

    public RuleOptions(Collection<RuleOption> options) {
        int place = 0;
        for (RuleOption option : options) {
            byKeyword.computeIfAbsent(option.keyword(), any -> new ArrayList<>()).add(new Placed(place++, option));
        }
    }

    public static RuleOptions none() {
        return new RuleOptions(List.of());
    }

    /** Lines of any of these keywords in the order of the files, so that a {@code clear_...} line can undo what stands before it. */
    public List<RuleOption> of(String... keywords) {
        return Arrays.stream(keywords)
            .flatMap(keyword -> byKeyword.getOrDefault(keyword.toLowerCase(Locale.ROOT), List.of()).stream())
            .sorted(Comparator.comparingInt(Placed::place))
            .map(Placed::option)
            .toList();
    }

    /** All words of the lines of one keyword. */
    public List<String> words(String keyword) {
        return of(keyword).stream().flatMap(option -> Arrays.stream(option.value().split("\\s+"))).filter(word -> !word.isEmpty()).toList();
    }

    /** The value of the last line of this keyword, or else the given one. */
    public String last(String keyword, String otherwise) {
        List<Placed> all = byKeyword.getOrDefault(keyword.toLowerCase(Locale.ROOT), List.of());
        return all.isEmpty() ? otherwise : all.get(all.size() - 1).option().value();
    }

    public Set<String> keywords() {
        return Set.copyOf(byKeyword.keySet());
    }

    /** A table made from these options once and shared by all that ask for its type. */
    public <T> T derived(Class<T> type, Function<RuleOptions, T> maker) {
        Object known = derived.get(type);
        if (known == null) {
            // Outside the map's lock, since one table may be made from another; to make one twice does no harm.
            Object made = maker.apply(this);
            Object other = derived.putIfAbsent(type, made);
            known = other == null ? made : other;
        }
        return type.cast(known);
    }
}
