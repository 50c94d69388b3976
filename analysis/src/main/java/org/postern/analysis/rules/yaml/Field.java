// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.List;

/**
 * One key of an object or action, told so that reader, schema and documents agree.
 *
 * @param name     as written
 * @param type     what its value is
 * @param required whether it must be there
 * @param choices  the values of a {@link Type#CHOICE}
 */
public record Field(String name, Type type, boolean required, List<String> choices) {

    /** What a value may be. */
    public enum Type {
        TEXT,
        REGEX,
        NUMBER,
        /** Numbers, perhaps with K, M or G behind them: {@code 10M..}, {@code ..5} or {@code 1..3}. */
        RANGE,
        TRUTH,
        /** A truth that can only be true. */
        FLAG,
        CHOICE
    }

    static Field of(String name, Type type) {
        return new Field(name, type, true, List.of());
    }

    static Field optional(String name, Type type) {
        return new Field(name, type, false, List.of());
    }

    static Field choice(String name, boolean required, List<String> choices) {
        return new Field(name, Type.CHOICE, required, choices);
    }
}
