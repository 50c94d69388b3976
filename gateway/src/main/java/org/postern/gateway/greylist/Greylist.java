// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.greylist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
     * Decides on one attempt and remembers it, waiting for the store.
     *
     * @param clientAddress  IP address of the client; anything else (a local submission) passes
     * @param envelopeSender empty for the null sender, which is remembered like any other
     * @param recipient      envelope recipient
     */
    public GreylistDecision check(String clientAddress, String envelopeSender, String recipient) {
        return decide(meet(clientAddress, envelopeSender, recipient).toCompletableFuture().join());
    }

    /** The first half of {@link #check}: looks the attempt up without waiting for the store. The stage does not fail. */
    public CompletionStage<GreylistMeeting> meet(String clientAddress, String envelopeSender, String recipient) {
        Instant now = clock.instant();
        Optional<GreylistTriplet> triplet = configuration.enabled() && IpNetwork.isAddress(clientAddress)
            ? Optional.of(triplet(clientAddress, envelopeSender, recipient)) : Optional.empty();
        if (triplet.isEmpty()) {
            return CompletableFuture.completedFuture(GreylistMeeting.passing());
        }
        Instant end = passed.end(triplet.get());
        if (end.isAfter(now) && !isDueForRenewal(end, now)) {
            remembered.increment();
            return CompletableFuture.completedFuture(GreylistMeeting.passing());
        }
        return store.seek(triplet.get(), now).handle((entry, failure) -> {
            if (failure != null) {
                return away(clientAddress, envelopeSender, recipient, failure);
            }
            boolean passes = entry.filter(met -> met.passed() && !isDueForRenewal(met.expiresAt(), now)).isPresent();
            if (passes) {
                // Only what the store has said, never what it was told: that may not have reached it.
                passed.heard(triplet.get(), entry.get().expiresAt());
            }
            return new GreylistMeeting(clientAddress, envelopeSender, triplet, entry, now, passes);
        });
    }

    /** The second half: decides on what was met, and remembers it. Waits for the store unless it {@link GreylistMeeting#passes}. */
    public GreylistDecision decide(GreylistMeeting met) {
        if (met.passes()) {
            return PASS;
        }
        GreylistTriplet triplet = met.triplet().orElseThrow();
        try {
            boolean stranger = met.entry().filter(GreylistEntry::passed).isEmpty();
            return stranger && known.knows(met.clientAddress(), met.envelopeSender(), met.at()) ? PASS
                : decide(triplet, met.entry(), met.at());
        } catch (StorageUnavailableException e) {
            away(met.clientAddress(), met.envelopeSender(), triplet.recipient(), e);
            return PASS;
        }
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

    private GreylistMeeting away(String clientAddress, String envelopeSender, String recipient, Throwable failure) {
        unavailable.increment();
        LOGGER.warn("Greylist store is away, letting pass {} from <{}> to <{}>: {}", clientAddress, envelopeSender, recipient,
            failure.getMessage());
        return GreylistMeeting.passing();
    }

    private GreylistDecision decide(GreylistTriplet triplet, Optional<GreylistEntry> met, Instant now) {
        if (met.isEmpty()) {
            store.saveSoon(triplet, new GreylistEntry(now, now.plus(configuration.retryWindow()), false), now);
            deferred.increment();
            return new GreylistDecision.Defer(configuration.delay());
        }
        Duration age = Duration.between(met.get().firstSeen(), now);
        if (age.compareTo(configuration.delay()) < 0) {
            deferred.increment();
            return new GreylistDecision.Defer(configuration.delay().minus(age));
        }
        GreylistEntry renewed = new GreylistEntry(met.get().firstSeen(), now.plus(configuration.lifetime()), true);
        if (!met.get().passed()) {
            store.save(triplet, renewed, now);
        } else if (isDueForRenewal(met.get().expiresAt(), now)) {
            store.saveSoon(triplet, renewed, now);
        }
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
