// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message with the outcome that it must have, kept in the rule set so that a change of the rules is tried on it before it is used.
 *
 * @param name    for people
 * @param message a whole message with header and body; a short one when empty
 * @param values  what is known besides, by key: see {@code ExampleFacts}
 * @param expect  outcome by recipient, such as {@code quarantine spam}; the empty recipient stands for all
 * @param rules   names of rules that must bind the message, or nothing about them
 */
public record Example(String name, Optional<String> message, Map<String, String> values, Map<String, String> expect,
                      List<String> rules) {
    public Example {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an example needs a name");
        }
        if (expect.isEmpty() && rules.isEmpty()) {
            throw new IllegalArgumentException("an example expects an outcome or rules");
        }
        values = Map.copyOf(values);
        expect = Map.copyOf(expect);
        rules = List.copyOf(rules);
    }
}
