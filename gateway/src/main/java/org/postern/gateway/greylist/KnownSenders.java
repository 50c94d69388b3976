// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.google.common.cache.CacheBuilder;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Verdict;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.GreylistConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which networks bring proved mail of which domains: once a message from there has passed SPF or DMARC and has been delivered,
 * others from the same network in the same domain's name are not made to wait. Kept beside the triplets, as one whose sender is the domain
 * alone and whose recipient is anybody, neither of which an envelope can say.
 */
public final class KnownSenders {
    private static final Logger LOGGER = LoggerFactory.getLogger(KnownSenders.class);
    private static final String ANYBODY = "*";
    /** A lifetime of weeks need not be moved with each message. */
    private static final Duration RENEWAL = Duration.ofHours(1);
    private static final int MOST_RENEWED = 100_000;

    private final GreylistConfiguration configuration;
    private final GreylistStore store;
    private final Clock clock;
    private final Map<GreylistTriplet, Instant> renewed = CacheBuilder.newBuilder().maximumSize(MOST_RENEWED)
        .<GreylistTriplet, Instant>build().asMap();

    public KnownSenders(GreylistConfiguration configuration, GreylistStore store, Clock clock) {
        this.configuration = configuration;
        this.store = store;
        this.clock = clock;
    }

    /** Takes note of a message that was decided on; a store that is away is no reason to keep the message waiting. */
    public void decided(Facts facts, Verdict verdict) {
        boolean proved = facts.authentication().spf().result() == AuthenticationResult.PASS
            || facts.authentication().dmarc().result() == AuthenticationResult.PASS;
        if (!configuration.adaptive() || facts.direction() != Direction.INCOMING || !proved
            || verdict.dispositions().stream().noneMatch(Disposition::delivers)) {
            return;
        }
        triplet(facts.client().address(), facts.envelope().sender()).ifPresent(this::remember);
    }

    /** Whether this network has brought proved mail of the sender's domain; fails as the store does. */
    CompletionStage<Boolean> knows(String clientAddress, String sender, Instant now) {
        return triplet(clientAddress, sender).filter(known -> configuration.adaptive())
            .map(known -> store.seek(known, now).thenApply(entry -> entry.filter(GreylistEntry::passed).isPresent()))
            .orElse(CompletableFuture.completedFuture(false));
    }

    private void remember(GreylistTriplet known) {
        Instant now = clock.instant();
        Instant before = renewed.get(known);
        if (before != null && before.plus(RENEWAL).isAfter(now)) {
            return;
        }
        try {
            Instant first = store.find(known, now).map(GreylistEntry::firstSeen).orElse(now);
            store.save(known, new GreylistEntry(first, now.plus(configuration.lifetime()), true), now);
            renewed.put(known, now);
        } catch (StorageUnavailableException e) {
            LOGGER.warn("Could not remember that {} brings mail of {}: {}", known.network(), known.sender(), e.getMessage());
        }
    }

    private Optional<GreylistTriplet> triplet(String clientAddress, String sender) {
        int at = sender.lastIndexOf('@');
        return at < 0 ? Optional.empty() : ClientNetwork.of(clientAddress, configuration)
            .map(network -> new GreylistTriplet(network, sender.substring(at).toLowerCase(Locale.ROOT), ANYBODY));
    }
}
