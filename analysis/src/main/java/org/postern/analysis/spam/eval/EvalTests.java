// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All eval tests that a rule set may use; rules that name another are reported and never match. */
public final class EvalTests {
    private final Map<String, EvalFunction> functions = new HashMap<>();
    private final Set<String> plugins = new HashSet<>();
    private final Set<String> keywords = new HashSet<>();
    private final Set<String> features = new HashSet<>();
    private final List<EvalPlugin> present;
    private final List<EvalPlugin> loadable;

    /** Groups that are there for every rule file. */
    public EvalTests(List<EvalPlugin> plugins) {
        this(plugins, List.of());
    }

    /**
     * Groups that are there, and others that a rule file gets by {@code loadplugin}, as in a stock installation: rules that ask for them
     * are not meant to run otherwise.
     */
    public EvalTests(List<EvalPlugin> plugins, List<EvalPlugin> loadable) {
        this.present = List.copyOf(plugins);
        this.loadable = List.copyOf(loadable);
        for (EvalPlugin plugin : plugins) {
            this.plugins.add(plugin.name());
            keywords.addAll(plugin.keywords());
            features.addAll(plugin.features());
            functions.putAll(plugin.functions());
        }
    }

    public static EvalTests none() {
        return new EvalTests(List.of());
    }

    /** The same with the group of this name, which stays without effect when there is none. */
    public EvalTests loading(String name) {
        Optional<EvalPlugin> wanted = loadable.stream().filter(plugin -> plugin.name().equals(name)).findFirst();
        if (wanted.isEmpty() || hasPlugin(name)) {
            return this;
        }
        List<EvalPlugin> more = new ArrayList<>(present);
        more.add(wanted.get());
        return new EvalTests(more, loadable);
    }

    public Optional<EvalFunction> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    /** Whether {@code ifplugin} of this name holds; case counts. */
    public boolean hasPlugin(String name) {
        return plugins.contains(name);
    }

    /** Whether {@code can} or {@code has} of this full name holds. */
    public boolean hasFeature(String name) {
        return features.contains(name);
    }

    public boolean knowsKeyword(String keyword) {
        return keywords.contains(keyword);
    }
}
