// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.RuleAction;

/** Reads and writes actions: a word, or a single key with what belongs to it. */
final class ActionYaml {
    private final List<Kind<Action>> kinds = ActionKinds.all();
    private final Map<String, Kind<Action>> byName = kinds.stream().collect(Collectors.toMap(Kind::name, kind -> kind));

    /** An action of a rule: the name of a shared one, or one written out. */
    RuleAction use(YamlPlace place, Set<String> shared) {
        if (place.isText() && shared.contains(place.text())) {
            return new RuleAction.Named(place.text());
        }
        return new RuleAction.Inline(read(place, "there is no action " + (place.isText() ? place.text() : "") + "; "));
    }

    Action read(YamlPlace place, String hint) {
        if (place.isText()) {
            Kind<Action> kind = byName.get(place.text());
            if (kind == null || kind.fields().stream().anyMatch(Field::required)) {
                throw place.error((kind == null ? hint : "") + "must be " + usage() + " but is " + place.text());
            }
            return kind.read().apply(new Values(place, Map.of()));
        }
        Map<String, YamlPlace> found = place.fields(byName.keySet());
        if (found.size() != 1) {
            throw place.error("an action has exactly one key");
        }
        Map.Entry<String, YamlPlace> only = found.entrySet().iterator().next();
        return read(byName.get(only.getKey()), only.getValue());
    }

    private static Action read(Kind<Action> kind, YamlPlace place) {
        if (place.isText() && !kind.fields().isEmpty()) {
            Field main = kind.fields().get(0);
            return KindReader.read(kind, place, Map.of(main.name(), place));
        }
        return KindReader.read(kind, place, place.fields(kind.names()));
    }

    Object write(RuleAction use) {
        return use instanceof RuleAction.Named named ? named.name() : write(((RuleAction.Inline) use).action());
    }

    Object write(Action action) {
        if (action instanceof Action.QuarantineByCause) {
            return "quarantine";
        }
        Kind<Action> kind = kinds.stream().filter(one -> one.type().isInstance(action)).findFirst().orElseThrow();
        Map<String, Object> values = kind.write().apply(action);
        if (values.isEmpty()) {
            return kind.name();
        }
        return Tree.of(kind.name(), values.keySet().equals(Set.of(kind.name())) ? values.get(kind.name()) : values);
    }

    private String usage() {
        return kinds.stream().map(Kind::name).collect(Collectors.joining(", "));
    }
}
