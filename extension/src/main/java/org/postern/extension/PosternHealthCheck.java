// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.inject.Inject;

import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.postern.webadmin.ComponentCheck;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Tells James's health check what Postern depends on and cannot reach. Degraded and not unhealthy: mail waits meanwhile, and a server
 * that is restarted for it would not help.
 */
public class PosternHealthCheck implements HealthCheck {
    private static final ComponentName NAME = new ComponentName("Postern");

    private final List<ComponentCheck> checks;

    @Inject
    public PosternHealthCheck(List<ComponentCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public ComponentName componentName() {
        return NAME;
    }

    @Override
    public Mono<Result> check() {
        return Mono.fromCallable(this::ask).subscribeOn(Schedulers.boundedElastic());
    }

    private Result ask() {
        String problems = checks.stream()
            .map(check -> check.problem().map(problem -> check.name() + ": " + problem))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
        return problems.isEmpty() ? Result.healthy(NAME) : Result.degraded(NAME, problems);
    }
}
