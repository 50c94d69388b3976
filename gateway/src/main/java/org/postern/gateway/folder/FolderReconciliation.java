// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.postern.gateway.config.FolderConfiguration;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.QuarantineStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares all folders with the quarantine, at start and now and then, and mends what was missed while one side or this process was
 * down. It may run on several nodes at once.
 */
public final class FolderReconciliation {
    private static final Logger LOGGER = LoggerFactory.getLogger(FolderReconciliation.class);
    private static final Duration SETTLE_IN = Duration.ofSeconds(10);
    private static final int PAGE = 500;

    private final FolderConfiguration configuration;
    private final Duration longestLifetime;
    private final QuarantineStore quarantine;
    private final FolderProjectionStore projections;
    private final QuarantineFolder folder;
    private final FolderDecisions decisions;
    private final Clock clock;

    /**
     * What one run did not manage.
     *
     * @param looked items looked at
     * @param failed items that are left to the next run
     */
    public record Result(int looked, int failed) {
        private Result plus(boolean good) {
            return new Result(looked + 1, failed + (good ? 0 : 1));
        }
    }

    /**
     * @param longestLifetime of any quarantine item; older ones are not looked for
     */
    public FolderReconciliation(FolderConfiguration configuration, Duration longestLifetime, QuarantineStore quarantine,
                                FolderProjectionStore projections, QuarantineFolder folder, FolderDecisions decisions, Clock clock) {
        this.configuration = configuration;
        this.longestLifetime = longestLifetime;
        this.quarantine = quarantine;
        this.projections = projections;
        this.folder = folder;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** Begins to reconcile regularly, the first time shortly after now; does nothing when there is no folder. */
    public void start(FolderTasks tasks) {
        if (configuration.enabled()) {
            tasks.repeat("reconcile the users' folders with the quarantine", SETTLE_IN, configuration.reconcileInterval(), this::reconcile);
        }
    }

    /** One run over everything. */
    public Result reconcile() {
        Result result = new Result(0, 0);
        for (String user : projections.users()) {
            for (FolderProjection projection : projections.ofUser(user)) {
                result = result.plus(attempt("settle", projection.item().value(), () -> decisions.settle(projection)));
            }
        }
        Instant now = clock.instant();
        Optional<String> cursor = Optional.empty();
        do {
            QuarantinePage page = quarantine.list(new QuarantineQuery(now.minus(longestLifetime), now.plusSeconds(1), Optional.empty(),
                Optional.empty(), cursor, PAGE));
            for (QuarantineItem item : page.items()) {
                if (folder.shows(item)) {
                    result = result.plus(attempt("show", item.id().value(), () -> folder.show(item.id(), false)));
                }
            }
            cursor = page.next();
        } while (cursor.isPresent());
        if (result.failed() > 0) {
            LOGGER.warn("{} of {} quarantined messages could not be reconciled with their users' folders", result.failed(),
                result.looked());
        }
        return result;
    }

    private static boolean attempt(String what, String item, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            LOGGER.info("Could not {} {}: {}", what, item, e.toString());
            return false;
        }
    }
}
