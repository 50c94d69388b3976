// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.postern.analysis.facts.DnsFact;
import org.postern.analysis.facts.LanguageFacts;
import org.postern.analysis.facts.SenderFacts;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.UnknownCheck;

/**
 * What the rules said of one message, and which of them could not finish.
 *
 * @param analysis score and hits
 * @param unknown  rules that were stopped, named {@code spam.rule.NAME}; they gave no points
 * @param subtests rules that only serve others and matched, with how often
 * @param dns      answers of the DNS that rules used
 * @param sender   what is known of the author from earlier mail
 * @param language what the message is written in
 */
public record SpamOutcome(SpamAnalysis analysis, List<UnknownCheck> unknown, Map<String, Integer> subtests, List<DnsFact> dns,
                          SenderFacts sender, LanguageFacts language) {
    public SpamOutcome {
        unknown = List.copyOf(unknown);
        subtests = Map.copyOf(subtests);
        dns = List.copyOf(dns);
    }

    public SpamOutcome(SpamAnalysis analysis, List<UnknownCheck> unknown, Map<String, Integer> subtests) {
        this(analysis, unknown, subtests, List.of(), SenderFacts.none(), LanguageFacts.none());
    }

    public SpamOutcome(SpamAnalysis analysis, List<UnknownCheck> unknown) {
        this(analysis, unknown, Map.of());
    }

    /** The same with these answers of the DNS. */
    public SpamOutcome with(List<DnsFact> answers) {
        return new SpamOutcome(analysis, unknown, subtests, answers, sender, language);
    }

    /** The same with this memory of the author. */
    public SpamOutcome with(SenderFacts other) {
        return new SpamOutcome(analysis, unknown, subtests, dns, other, language);
    }

    /** The same in this language. */
    public SpamOutcome with(LanguageFacts other) {
        return new SpamOutcome(analysis, unknown, subtests, dns, sender, other);
    }

    /** The same with further checks that did not finish. */
    public SpamOutcome unknown(List<UnknownCheck> others) {
        return new SpamOutcome(analysis, Stream.concat(unknown.stream(), others.stream()).toList(), subtests, dns, sender,
            language);
    }
}
