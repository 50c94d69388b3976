// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.util.Map;
import java.util.stream.Collectors;

import org.postern.analysis.rules.yaml.ObjectTrees;

/** Says an object in words, in the terms in which it is written. */
final class ConditionText {
    private final ObjectTrees trees = new ObjectTrees();

    String of(Object condition) {
        Map<String, Object> tree = trees.of(condition);
        return tree.entrySet().stream()
            .filter(entry -> !Boolean.FALSE.equals(entry.getValue()))
            .map(entry -> Boolean.TRUE.equals(entry.getValue()) ? entry.getKey() : entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    }
}
