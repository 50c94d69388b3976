// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.google.common.cache.CacheBuilder;

/** Keeps them in this process alone, for servers without a database and for tests. */
public final class InMemoryPassedClientStore implements PassedClientStore {
    private static final int MOST = 200_000;

    private final Map<String, Instant> ends = CacheBuilder.newBuilder().maximumSize(MOST).<String, Instant>build().asMap();

    @Override
    public CompletionStage<Optional<Instant>> find(String address, Instant now) {
        return CompletableFuture.completedFuture(Optional.ofNullable(ends.get(address)).filter(end -> end.isAfter(now)));
    }

    @Override
    public CompletionStage<?> save(String address, Instant end, Instant now) {
        ends.put(address, end);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> remove(String address) {
        ends.remove(address);
        return CompletableFuture.completedFuture(null);
    }
}
