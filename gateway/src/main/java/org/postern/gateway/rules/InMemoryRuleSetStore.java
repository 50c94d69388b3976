// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Versions of the rule set in this process alone, for tests and servers without a database. */
public final class InMemoryRuleSetStore implements RuleSetStore {
    private final Map<Long, RuleSetVersion> versions = new ConcurrentHashMap<>();
    private final Map<Long, String> texts = new ConcurrentHashMap<>();
    private final AtomicReference<RuleSetState> draft = new AtomicReference<>();
    private final AtomicReference<RuleSetState> active = new AtomicReference<>();

    @Override
    public List<RuleSetVersion> versions() {
        return versions.values().stream().sorted(Comparator.comparingLong(RuleSetVersion::number).reversed()).toList();
    }

    @Override
    public Optional<String> yaml(long number) {
        return Optional.ofNullable(texts.get(number));
    }

    @Override
    public boolean append(RuleSetVersion version, String yaml) {
        if (texts.putIfAbsent(version.number(), yaml) != null) {
            return false;
        }
        versions.put(version.number(), version);
        return true;
    }

    @Override
    public Optional<RuleSetState> draft() {
        return Optional.ofNullable(draft.get());
    }

    @Override
    public boolean replaceDraft(Optional<String> tag, RuleSetState next) {
        RuleSetState present = draft.get();
        boolean same = tag.equals(Optional.ofNullable(present).map(RuleSetState::tag));
        return same && draft.compareAndSet(present, next);
    }

    @Override
    public Optional<RuleSetState> active() {
        return Optional.ofNullable(active.get());
    }

    @Override
    public void activate(Optional<RuleSetState> pointer) {
        active.set(pointer.orElse(null));
    }
}
