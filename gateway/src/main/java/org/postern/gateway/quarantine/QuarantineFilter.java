// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

import org.postern.gateway.tracking.search.SearchText;

/**
 * Narrows a list down by what is known of its items. Sender, subject and rule are searched for anywhere in what they are compared with,
 * case aside; of text whole words are.
 *
 * @param recipients only items of these recipients, in lower case; empty for everybody's
 * @param domains    only items of recipients in these domains, in lower case; empty for all domains
 * @param sender     in the envelope sender or the From field
 * @param subject    in the subject
 * @param rule       in the name of a rule that bound it
 * @param text       words that stand in any of sender, From, recipient, subject, client address, names of files, rules, reason and id
 * @param minScore   spam score of at least this
 * @param maxScore   spam score of at most this
 * @param requested  only items whose release somebody asked for
 */
public record QuarantineFilter(Set<String> recipients, Set<String> domains, Optional<String> sender, Optional<String> subject,
                               Optional<String> rule, Optional<SearchText> text, OptionalDouble minScore, OptionalDouble maxScore,
                               boolean requested) {
    private static final QuarantineFilter NONE = new QuarantineFilter(Set.of(), Set.of(), Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), false);

    public QuarantineFilter {
        recipients = Set.copyOf(recipients);
        domains = Set.copyOf(domains);
    }

    /** Lets everything through. */
    public static QuarantineFilter none() {
        return NONE;
    }

    /** The same, for these recipients only. */
    public QuarantineFilter of(Set<String> others) {
        return new QuarantineFilter(others, domains, sender, subject, rule, text, minScore, maxScore, requested);
    }

    /** The same, for these domains only. */
    public QuarantineFilter within(Set<String> others) {
        return new QuarantineFilter(recipients, others, sender, subject, rule, text, minScore, maxScore, requested);
    }

    /** Whether it may refuse items of the recipients and domains it names. */
    public boolean isNarrow() {
        return !of(Set.of()).within(Set.of()).equals(NONE);
    }

    /** Whether an item is wanted. */
    public boolean matches(QuarantineItem item) {
        return (recipients.isEmpty() || recipients.contains(item.recipient().toLowerCase(Locale.ROOT)))
            && (domains.isEmpty() || domains.contains(item.domain()))
            && (!requested || item.marks().requestedAt().isPresent())
            && (minScore.isEmpty() || item.score() >= minScore.getAsDouble())
            && (maxScore.isEmpty() || item.score() <= maxScore.getAsDouble())
            && holds(sender, item.envelopeSender(), item.headerFrom())
            && holds(subject, item.subject())
            && holds(rule, item.rules().toArray(String[]::new))
            && text.map(words -> words.fits(texts(item))).orElse(true);
    }

    /** The words among which is looked for text; those of different texts do not stand together. */
    public static List<List<String>> texts(QuarantineItem item) {
        return SearchText.words(Stream.of(Stream.of(item.id().messageId(), item.envelopeSender(), item.headerFrom(), item.recipient(),
            item.subject(), item.clientAddress(), item.reason()), item.rules().stream(), item.attachments().stream())
            .flatMap(texts -> texts));
    }

    private static boolean holds(Optional<String> wanted, String... texts) {
        return wanted.map(words -> words.toLowerCase(Locale.ROOT))
            .map(words -> Stream.of(texts).anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(words))).orElse(true);
    }
}
