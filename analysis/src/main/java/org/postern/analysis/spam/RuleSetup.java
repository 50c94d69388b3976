// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.Optional;
import java.util.function.BiFunction;

import org.postern.analysis.spam.eval.EvalTests;

/**
 * What rule files are read with.
 *
 * @param tests    eval tests that rules may use
 * @param local    whether {@code local_tests_only} holds in conditions
 * @param language locale such as {@code en_US} by which {@code lang} lines are chosen
 * @param includes finds a file that another one includes, by the name written there and the name of the file that includes it
 */
public record RuleSetup(EvalTests tests, boolean local, String language,
                        BiFunction<String, String, Optional<SpamRuleFile>> includes) {

    /** English, local tests, nothing to include. */
    public static RuleSetup of(EvalTests tests) {
        return new RuleSetup(tests, true, "en_US", (name, from) -> Optional.empty());
    }

    /** The same with a group of tests that is there only for those who load it. */
    RuleSetup loading(String plugin) {
        return new RuleSetup(tests.loading(plugin), local, language, includes);
    }

    /** The same in another language. */
    public RuleSetup inLanguage(String newLanguage) {
        return new RuleSetup(tests, local, newLanguage, includes);
    }

    /** The same with files that can be included. */
    public RuleSetup including(BiFunction<String, String, Optional<SpamRuleFile>> newIncludes) {
        return new RuleSetup(tests, local, language, newIncludes);
    }
}
