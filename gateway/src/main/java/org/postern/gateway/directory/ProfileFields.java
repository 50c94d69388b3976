// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.postern.analysis.rules.who.MailAddressText;
import org.postern.gateway.access.Role;
import org.postern.gateway.config.DurationText;

import com.fasterxml.jackson.databind.JsonNode;

/** The fields of a profile as they are written, each read by its type; a fault is told with the field's name. */
final class ProfileFields {
    private final JsonNode tree;
    private final Set<String> asked = new TreeSet<>();

    ProfileFields(JsonNode tree) {
        if (tree == null || !tree.isObject()) {
            throw new IllegalArgumentException("a profile is a JSON object");
        }
        this.tree = tree;
    }

    /** A text; an empty one counts as not there. */
    Optional<String> text(String name) {
        return secret(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A text that is taken as it is. */
    Optional<String> secret(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isTextual()) {
            throw new IllegalArgumentException("'" + name + "' must be a text");
        }
        return Optional.ofNullable(value).map(JsonNode::textValue);
    }

    String choice(String name, String absent, String... choices) {
        String text = text(name).orElse(absent);
        if (!Arrays.asList(choices).contains(text)) {
            throw new IllegalArgumentException("'" + name + "' must be one of " + String.join(", ", choices));
        }
        return text;
    }

    boolean truth(String name, boolean absent) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            throw new IllegalArgumentException("'" + name + "' must be true or false");
        }
        return value == null ? absent : value.booleanValue();
    }

    int integer(String name, int absent, int least, int most) {
        JsonNode value = value(name);
        if (value != null && (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least
            || value.intValue() > most)) {
            throw new IllegalArgumentException("'" + name + "' must be a whole number from " + least + " to " + most);
        }
        return value == null ? absent : value.intValue();
    }

    Duration duration(String name, Duration absent, Duration least, Duration most) {
        return text(name).map(text -> DurationText.parse(text)
            .filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0)
            .orElseThrow(() -> new IllegalArgumentException("'" + name + "' must be " + DurationText.ALLOWED + ", from "
                + DurationText.format(least) + " to " + DurationText.format(most)))).orElse(absent);
    }

    List<String> list(String name, List<String> absent) {
        JsonNode value = value(name);
        return value == null ? absent : texts(name, value);
    }

    /** Domains in the form in which they are compared. */
    Set<String> domains(String name) {
        Set<String> domains = new HashSet<>();
        list(name, List.of()).forEach(domain -> domains.add(MailAddressText.comparableDomain(domain)));
        return domains;
    }

    /** Groups by the role that their members have. */
    Map<String, List<String>> roles(String name) {
        JsonNode value = value(name);
        Map<String, List<String>> roles = new LinkedHashMap<>();
        if (value == null) {
            return roles;
        }
        if (!value.isObject()) {
            throw new IllegalArgumentException("'" + name + "' must be an object of roles with lists of groups");
        }
        value.fields().forEachRemaining(entry -> {
            if (Role.givable().stream().noneMatch(role -> role.name().equals(entry.getKey()))) {
                throw new IllegalArgumentException("'" + name + "' has " + entry.getKey() + ", which is none of the roles "
                    + String.join(", ", Role.givable().stream().map(Enum::name).toList()));
            }
            roles.put(entry.getKey(), texts(name + "." + entry.getKey(), entry.getValue()));
        });
        return roles;
    }

    /** Throws for the first field that nobody has read. */
    void refuseOthers() {
        tree.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                throw new IllegalArgumentException("there is no field '" + name + "'; allowed: " + String.join(", ", asked));
            }
        });
    }

    private static List<String> texts(String name, JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (!value.isArray()) {
            throw new IllegalArgumentException("'" + name + "' must be a list of texts");
        }
        for (JsonNode item : value) {
            if (!item.isTextual() || item.textValue().isBlank()) {
                throw new IllegalArgumentException("'" + name + "' must be a list of texts");
            }
            texts.add(item.textValue().strip());
        }
        return texts;
    }

    private JsonNode value(String name) {
        asked.add(name);
        JsonNode value = tree.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
