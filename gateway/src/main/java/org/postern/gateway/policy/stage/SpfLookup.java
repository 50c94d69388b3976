// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy.stage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.postern.gateway.auth.spf.Spf;
import org.postern.gateway.auth.spf.SpfResult;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.network.IpNetwork;
import org.postern.gateway.policy.PolicyContext;
import org.postern.gateway.policy.PolicyFact;
import org.postern.gateway.policy.PolicyPoint;

/** Asks once for each transaction what the sender's domain says of the client, beginning at MAIL; several checks want to know. */
public final class SpfLookup {
    @SuppressWarnings("rawtypes")
    private static final PolicyFact<CompletableFuture> RESULT = new PolicyFact<>("spf", PolicyPoint.MAIL, CompletableFuture.class);

    private final DnsSource dns;
    private final Spf spf;
    private final Duration limit;
    private final List<IpNetwork> exempt;
    private final ExecutorService threads;

    /**
     * Asks the DNS.
     *
     * @param limit   most time for one sender
     * @param exempt  own hosts, which hand on what others sent
     * @param threads where the asking waits; may refuse work when it has too much
     */
    public SpfLookup(DnsSource dns, Spf spf, Duration limit, List<IpNetwork> exempt, ExecutorService threads) {
        this.dns = dns;
        this.spf = spf;
        this.limit = limit;
        this.exempt = List.copyOf(exempt);
        this.threads = threads;
    }

    /** Begins to ask, when the sender is known. */
    void start(PolicyContext context) {
        if (context.sender().isPresent()) {
            future(context);
        }
    }

    /** What the domain says; empty when it could not be found out in time or is not asked. */
    Optional<SpfResult> result(PolicyContext context) {
        try {
            // The DNS ends with the limit; what is left is computing.
            return future(context).get(limit.toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<Optional<SpfResult>> future(PolicyContext context) {
        return context.session().recall(RESULT, () -> begin(context));
    }

    private CompletableFuture<Optional<SpfResult>> begin(PolicyContext context) {
        String address = context.client().address();
        if (!IpNetwork.isAddress(address) || exempt.stream().anyMatch(network -> network.contains(address))) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        Dns view = dns.within(limit);
        try {
            return CompletableFuture.supplyAsync(() -> Optional.of(spf.mailFrom(view, address, context.client().helo().orElse(""),
                context.sender().orElse(""))), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
    }
}
