// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.GreylistConfiguration;
import org.postern.gateway.network.IpNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Defers the first attempts of an unknown triplet of client network, sender and recipient: servers come back, much spam software does
 * not. A store that is away lets everything pass, because refusing all mail would be the worse fault.
 */
public final class Greylist {
    /** An entry is written again when it has lost this part of its life: writing it for each message would cost more than asking for it. */
    private static final int RENEWALS_IN_LIFETIME = 100;
    private static final Duration LEAST_RENEWAL = Duration.ofSeconds(1);
    private static final Logger LOGGER = LoggerFactory.getLogger(Greylist.class);
    private static final GreylistDecision PASS = new GreylistDecision.Pass();

    private final GreylistConfiguration configuration;
    private final GreylistStore store;
    private final Clock clock;
    private final KnownSenders known;
    private final PassedTriplets passed;
    private final StrangerShare strangers = new StrangerShare();
    private final Metric deferred;
    private final Metric unavailable;
    private final Metric remembered;

    public Greylist(GreylistConfiguration configuration, GreylistStore store, Clock clock, MetricFactory metrics) {
        this.configuration = configuration;
        this.store = store;
        this.clock = clock;
        this.known = new KnownSenders(configuration, store, clock);
        this.passed = new PassedTriplets(configuration.remembered());
        this.deferred = metrics.generate("postern.greylist.deferred");
        this.unavailable = metrics.generate("postern.greylist.store-unavailable");
        this.remembered = metrics.generate("postern.greylist.remembered");
    }

    /**
     * Decides on one attempt and remembers it. The stage does not fail; it may complete on a thread of the store, which must not be kept.
     *
     * @param clientAddress  IP address of the client; anything else (a local submission) passes
     * @param envelopeSender empty for the null sender, which is remembered like any other
     * @param recipient      envelope recipient
     */
    public CompletionStage<GreylistDecision> decide(String clientAddress, String envelopeSender, String recipient) {
        if (!configuration.enabled() || !IpNetwork.isAddress(clientAddress)) {
            return CompletableFuture.completedFuture(PASS);
        }
        Instant now = clock.instant();
        GreylistTriplet triplet = triplet(clientAddress, envelopeSender, recipient);
        Instant end = passed.end(triplet);
        if (end.isAfter(now) && !isDueForRenewal(end, now)) {
            remembered.increment();
            return CompletableFuture.completedFuture(PASS);
        }
        return ask(triplet, () -> known.knows(clientAddress, envelopeSender, now), now).handle((decision, failure) -> {
            if (failure != null) {
                return away(clientAddress, envelopeSender, recipient, failure);
            }
            if (!decision.passes()) {
                deferred.increment();
            }
            return decision;
        });
    }

    /** The same, waiting for the store. */
    public GreylistDecision check(String clientAddress, String envelopeSender, String recipient) {
        return decide(clientAddress, envelopeSender, recipient).toCompletableFuture().join();
    }

    /** What spares new triplets of senders who have proved themselves before. */
    public KnownSenders knownSenders() {
        return known;
    }

    /**
     * Triplets that wait for their second attempt, the latest first; throws {@link StorageUnavailableException}.
     *
     * @param most most of them, more than zero
     */
    public List<WaitingTriplet> waiting(int most) {
        Instant now = clock.instant();
        return store.waiting(now.minus(configuration.retryWindow()), now, most);
    }

    /** When an attempt of a waiting triplet passes. */
    public Instant passesFrom(WaitingTriplet waiting) {
        return waiting.entry().firstSeen().plus(configuration.delay());
    }

    /**
     * Lets the next attempt of a waiting triplet pass whenever it comes; throws {@link StorageUnavailableException}.
     *
     * @return whether there is such a triplet and it waits
     */
    public boolean letThrough(GreylistTriplet triplet) {
        Instant now = clock.instant();
        Optional<GreylistEntry> known = store.find(triplet, now).filter(entry -> !entry.passed());
        // Of two first attempts the earlier counts, so an attempt that was never made stands for the wait.
        known.ifPresent(entry -> store.save(triplet, new GreylistEntry(now.minus(configuration.delay()), entry.expiresAt(), false), now));
        return known.isPresent();
    }

    private CompletionStage<GreylistDecision> ask(GreylistTriplet triplet, Supplier<CompletionStage<Boolean>> knows, Instant now) {
        CompletionStage<Optional<GreylistEntry>> asked = store.seek(triplet, now);
        // Where most have passed it would be a read in vain for each of them.
        Optional<CompletionStage<Boolean>> atOnce = strangers.prevail() ? Optional.of(knows.get()) : Optional.empty();
        return asked.thenCompose(met -> {
            Optional<GreylistEntry> correspondent = met.filter(GreylistEntry::passed);
            strangers.met(correspondent.isEmpty());
            return correspondent.isPresent() ? correspondent(triplet, correspondent.get(), now)
                : atOnce.orElseGet(knows).thenCompose(spared -> spared ? CompletableFuture.completedFuture(PASS)
                    : stranger(triplet, met, now));
        });
    }

    private CompletionStage<GreylistDecision> correspondent(GreylistTriplet triplet, GreylistEntry met, Instant now) {
        if (!isDueForRenewal(met.expiresAt(), now)) {
            // Only what the store has said, never what it was told: that may not have reached it.
            passed.heard(triplet, met.expiresAt());
            return CompletableFuture.completedFuture(PASS);
        }
        return remaining(met, now).map(CompletableFuture::completedStage)
            .orElseGet(() -> store.writeSoon(triplet, renewed(met, now), now).thenApply(done -> PASS));
    }

    private CompletionStage<GreylistDecision> stranger(GreylistTriplet triplet, Optional<GreylistEntry> met, Instant now) {
        if (met.isEmpty()) {
            return store.writeSoon(triplet, new GreylistEntry(now, now.plus(configuration.retryWindow()), false), now)
                .thenApply(done -> new GreylistDecision.Defer(configuration.delay()));
        }
        return remaining(met.get(), now).map(CompletableFuture::completedStage)
            .orElseGet(() -> store.write(triplet, renewed(met.get(), now), now).thenApply(done -> PASS));
    }

    /** To come back later; empty once the wait is over. */
    private Optional<GreylistDecision> remaining(GreylistEntry met, Instant now) {
        Duration wait = configuration.delay().minus(Duration.between(met.firstSeen(), now));
        return wait.isNegative() || wait.isZero() ? Optional.empty() : Optional.of(new GreylistDecision.Defer(wait));
    }

    private GreylistEntry renewed(GreylistEntry met, Instant now) {
        return new GreylistEntry(met.firstSeen(), now.plus(configuration.lifetime()), true);
    }

    private GreylistDecision away(String clientAddress, String envelopeSender, String recipient, Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        unavailable.increment();
        LOGGER.warn("Greylist store is away, letting pass {} from <{}> to <{}>: {}", clientAddress, envelopeSender, recipient,
            cause.getMessage());
        return PASS;
    }

    private boolean isDueForRenewal(Instant end, Instant now) {
        return Duration.between(end, now.plus(configuration.lifetime())).compareTo(renewal()) >= 0;
    }

    private Duration renewal() {
        Duration part = configuration.lifetime().dividedBy(RENEWALS_IN_LIFETIME);
        return part.compareTo(LEAST_RENEWAL) < 0 ? LEAST_RENEWAL : part;
    }

    private GreylistTriplet triplet(String clientAddress, String envelopeSender, String recipient) {
        return new GreylistTriplet(ClientNetwork.of(clientAddress, configuration).orElseThrow(),
            SenderNormalisation.normalise(envelopeSender), recipient.toLowerCase(Locale.ROOT));
    }
}
