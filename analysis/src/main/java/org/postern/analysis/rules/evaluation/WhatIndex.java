// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.postern.analysis.rules.what.MessageSubject;
import org.postern.analysis.rules.what.PartMarks;
import org.postern.analysis.rules.what.WhatCondition;

/**
 * All what objects of a rule set, each once and under a number. An object is looked at when a rule asks for it, once a message;
 * expressions whose literal text does not occur in the texts they look at are not run.
 */
final class WhatIndex {
    private final Map<WhatCondition, Integer> numbers = new HashMap<>();
    private final List<WhatCondition> conditions = new ArrayList<>();
    private final Map<String, Integer> sources = new HashMap<>();
    private final List<LiteralScan> scans = new ArrayList<>();
    private final List<Integer> sourceOf = new ArrayList<>();

    /** Number of an object, a new one when it is not known. */
    int number(WhatCondition condition) {
        Integer known = numbers.get(condition);
        if (known != null) {
            return known;
        }
        int number = conditions.size();
        numbers.put(condition, number);
        conditions.add(condition);
        sourceOf.add(-1);
        if (condition instanceof WhatCondition.Patterned patterned) {
            int source = sources.computeIfAbsent(patterned.source(), any -> {
                scans.add(new LiteralScan());
                return scans.size() - 1;
            });
            sourceOf.set(number, source);
            scans.get(source).add(number, patterned.pattern().source());
        }
        return number;
    }

    boolean differsByRecipient(int number) {
        return conditions.get(number) instanceof WhatCondition.OfRecipient;
    }

    Answers answers(MessageSubject subject) {
        return new Answers(subject);
    }

    /** What the objects find in one message. For one evaluation on one thread. */
    final class Answers {
        private final MessageSubject subject;
        private final PartMarks[] known = new PartMarks[conditions.size()];
        private final BitSet[] candidates = new BitSet[scans.size()];

        private Answers(MessageSubject subject) {
            this.subject = subject;
        }

        PartMarks marks(int number, String recipient) {
            if (differsByRecipient(number)) {
                return conditions.get(number).marks(subject, recipient);
            }
            if (known[number] == null) {
                known[number] = possible(number) ? conditions.get(number).marks(subject, recipient) : PartMarks.NONE;
            }
            return known[number];
        }

        private boolean possible(int number) {
            int source = sourceOf.get(number);
            if (source < 0) {
                return true;
            }
            if (candidates[source] == null) {
                WhatCondition.Patterned patterned = (WhatCondition.Patterned) conditions.get(number);
                candidates[source] = scans.get(source).candidates(patterned.texts(subject));
            }
            return candidates[source].get(number);
        }
    }
}
