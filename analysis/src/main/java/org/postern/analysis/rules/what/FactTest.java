// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.what;

import java.util.BitSet;
import java.util.Optional;

import org.postern.analysis.rules.text.TextPattern;

/**
 * A test on any fact, by its path among the facts, so that a fact that is new is usable at once. It holds when any of the values at the
 * path passes; when the path leads through parts, it marks those parts.
 *
 * @param path    where the fact is
 * @param equals  text that the value must be, without regard to case
 * @param matches expression that the value must match somewhere
 * @param number  range in which the value must lie
 */
public record FactTest(FactPath path, Optional<String> equals, Optional<TextPattern> matches, Optional<Bounds> number)
        implements WhatCondition {

    @Override
    public PartMarks marks(MessageSubject subject, String recipient) {
        BitSet parts = new BitSet();
        boolean[] whole = new boolean[1];
        path.visit(subject.facts(), (part, value) -> {
            if (!passes(value)) {
                return;
            }
            if (part > 0) {
                parts.set(part);
            } else {
                whole[0] = true;
            }
        });
        return whole[0] ? PartMarks.WHOLE : subject.marks(parts);
    }

    private boolean passes(Object value) {
        return equals.map(text -> text.equalsIgnoreCase(value.toString())).orElse(true)
            && matches.map(pattern -> pattern.finds(value.toString())).orElse(true)
            && number.map(bounds -> value instanceof Number found && bounds.contain(found.doubleValue())).orElse(true);
    }
}
