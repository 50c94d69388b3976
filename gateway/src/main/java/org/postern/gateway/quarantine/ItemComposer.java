// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.facts.Member;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.facts.VirusFinding;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.config.QuarantineConfiguration;

/**
 * Makes the items of a message from what is known of it.
 */
final class ItemComposer {
    private static final int HITS_IN_REASON = 5;
    /** Names of files that are kept, each cut to this many characters: there is one copy for each recipient. */
    private static final int MOST_NAMES = 50;
    private static final int LONGEST_NAME = 200;

    private final QuarantineConfiguration configuration;
    private final Clock clock;

    ItemComposer(QuarantineConfiguration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    List<QuarantineItem> compose(Facts facts, List<Disposition> dispositions) {
        // Stores keep milliseconds: a finer time would come back changed.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return dispositions.stream().filter(Disposition::quarantines).map(disposition -> item(facts, disposition, now)).toList();
    }

    private QuarantineItem item(Facts facts, Disposition disposition, Instant now) {
        QuarantineKind kind = ((Action.Quarantine) disposition.outcome()).kind();
        return new QuarantineItem(ItemId.of(facts.messageId(), disposition.recipient()), kind, ItemStatus.PENDING, facts.direction(), now,
            now.plus(configuration.lifetime(kind, domain(disposition.recipient()))), facts.envelope().sender(), disposition.recipient(),
            facts.header("Subject").orElse(""), facts.header("From").orElse(""), facts.client().address(), facts.size(),
            facts.spam().score(), disposition.rules(), reason(kind, facts, disposition)).withAttachments(names(facts));
    }

    private static List<String> names(Facts facts) {
        return facts.parts().stream()
            .flatMap(part -> Stream.concat(part.name().stream(), part.members().stream().map(Member::name)))
            .map(name -> name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name)
            .filter(name -> !name.isBlank()).distinct().limit(MOST_NAMES).toList();
    }

    private static String domain(String recipient) {
        return recipient.substring(recipient.lastIndexOf('@') + 1);
    }

    private static String reason(QuarantineKind kind, Facts facts, Disposition disposition) {
        return switch (kind) {
            case VIRUS -> facts.virus().findings().stream().map(VirusFinding::name).distinct().collect(Collectors.joining(", "));
            case SPAM -> blocked(facts, disposition.recipient()).orElseGet(() -> score(facts.spam()));
            case ATTACHMENT -> facts.parts().stream().flatMap(part -> part.name().stream()).collect(Collectors.joining(", "));
            case UNPARSEABLE -> facts.anomalies().stream().map(anomaly -> anomaly.kind() + ": " + anomaly.detail())
                .collect(Collectors.joining(", "));
            case HELD -> "held by " + String.join(", ", disposition.rules());
            case UNSCANNED -> facts.unknown().stream().map(ItemComposer::text).collect(Collectors.joining(", "));
        };
    }

    private static String score(SpamAnalysis spam) {
        return String.format(Locale.ROOT, "score %.1f: ", spam.score())
            + spam.hits().stream().limit(HITS_IN_REASON).map(SpamHit::rule).collect(Collectors.joining(", "));
    }

    /** The recipient's own word, which counts whatever the score is. */
    private static Optional<String> blocked(Facts facts, String recipient) {
        return facts.lists().stream()
            .filter(hit -> hit.list().equals(ListHit.BLOCKLIST) && hit.recipient().isPresent() && hit.concerns(recipient))
            .findFirst().map(hit -> "blocklist: " + hit.entry());
    }

    private static String text(UnknownCheck check) {
        return check.check() + ": " + check.reason();
    }
}
