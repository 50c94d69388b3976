// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.Map;
import java.util.Set;

/**
 * A group of eval tests under the name by which rule files ask whether it is there ({@code ifplugin}), with the keywords that set it up.
 *
 * @param name      such as {@code Mail::SpamAssassin::Plugin::FreeMail}
 * @param keywords  options that its tests read, lower case; others in a rule file are reported
 * @param features  what {@code if can(...)} and {@code if has(...)} may ask for, with the full name
 * @param functions tests by name
 */
public record EvalPlugin(String name, Set<String> keywords, Set<String> features, Map<String, EvalFunction> functions) {
    public EvalPlugin {
        keywords = Set.copyOf(keywords);
        features = Set.copyOf(features);
        functions = Map.copyOf(functions);
    }
}
