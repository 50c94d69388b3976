// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.Map;
import java.util.Optional;

import org.postern.analysis.rules.text.TextPattern;
import org.postern.analysis.rules.what.Bounds;

/** The values of one object or action as they are written, read by the types its kind wants. */
public final class Values {
    private final YamlPlace place;
    private final Map<String, YamlPlace> fields;

    Values(YamlPlace place, Map<String, YamlPlace> fields) {
        this.place = place;
        this.fields = fields;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String text(String name) {
        return require(name).text();
    }

    String text(String name, String fallback) {
        return has(name) ? text(name) : fallback;
    }

    Optional<String> optional(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    TextPattern regex(String name) {
        YamlPlace found = require(name);
        try {
            return TextPattern.of(found.text());
        } catch (IllegalArgumentException e) {
            throw found.error(e.getMessage());
        }
    }

    double number(String name) {
        return require(name).number();
    }

    int integer(String name, int fallback) {
        return has(name) ? require(name).integer() : fallback;
    }

    boolean truth(String name, boolean fallback) {
        return has(name) ? require(name).truth() : fallback;
    }

    void requireTrue(String name) {
        if (!require(name).truth()) {
            throw require(name).error("can only be true; leave the condition away instead");
        }
    }

    Bounds range(String name) {
        YamlPlace found = require(name);
        try {
            return Ranges.parse(found.text());
        } catch (IllegalArgumentException e) {
            throw found.error(e.getMessage());
        }
    }

    private YamlPlace require(String name) {
        YamlPlace found = fields.get(name);
        if (found == null) {
            throw place.error("the key " + name + " is missing");
        }
        return found;
    }
}
