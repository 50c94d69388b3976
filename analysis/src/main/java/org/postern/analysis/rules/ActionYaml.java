// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads one action of a rule: a word, or a single key with what belongs to it. */
final class ActionYaml {
    private static final Set<String> KINDS = Set.of("set-header", "notify", "quarantine");

    private ActionYaml() {
    }

    static Action read(YamlPlace place) {
        if (place.isText()) {
            return switch (place.text()) {
                case "accept" -> new Action.Accept();
                case "block" -> new Action.Block();
                default -> throw place.error("must be accept, block, quarantine, set-header or notify but is " + place.text());
            };
        }
        Map<String, YamlPlace> kind = place.fields(KINDS);
        if (kind.size() != 1) {
            throw place.error("an action has exactly one key");
        }
        return kind.containsKey("quarantine") ? quarantine(kind.get("quarantine"))
            : kind.containsKey("set-header") ? setHeader(kind.get("set-header")) : notification(kind.get("notify"));
    }

    private static Action quarantine(YamlPlace place) {
        List<String> kinds = Arrays.stream(QuarantineKind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();
        if (!kinds.contains(place.text())) {
            throw place.error("must be one of " + String.join(", ", kinds) + " but is " + place.text());
        }
        return new Action.Quarantine(QuarantineKind.valueOf(place.text().toUpperCase(Locale.ROOT)));
    }

    private static Action setHeader(YamlPlace place) {
        Map<String, YamlPlace> fields = place.fields(Set.of("field", "value"));
        String field = text(place, fields, "field");
        if (field.isEmpty() || !field.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')) {
            throw fields.get("field").error("not a header field name: " + field);
        }
        return new Action.SetHeader(field, text(place, fields, "value"));
    }

    private static Action notification(YamlPlace place) {
        Map<String, YamlPlace> fields = place.fields(Set.of("to", "subject", "body", "attach"));
        boolean attach = fields.containsKey("attach") && fields.get("attach").truth();
        return new Action.Notify(text(place, fields, "to"), text(place, fields, "subject"), text(place, fields, "body"), attach);
    }

    private static String text(YamlPlace place, Map<String, YamlPlace> fields, String key) {
        YamlPlace found = fields.get(key);
        if (found == null) {
            throw place.error("the key " + key + " is missing");
        }
        return found.text();
    }
}
