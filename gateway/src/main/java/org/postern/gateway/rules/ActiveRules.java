// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.yaml.RuleSetYaml;
import org.postern.gateway.StorageUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rule set in force on this node: the stored version that was activated, or the file as long as none was. Every node asks the store
 * every {@link #LOOK_EVERY}, so that all use a new version within five seconds; a store that is away changes nothing.
 */
public final class ActiveRules implements Supplier<RuleSet> {
    static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Logger LOGGER = LoggerFactory.getLogger(ActiveRules.class);

    private final Supplier<RuleSet> file;
    private final RuleSetStore store;
    private final boolean fileOnly;
    private final Clock clock;
    private final RuleSetYaml yaml = new RuleSetYaml();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Instant nextLook = Instant.MIN;
    private volatile Optional<Stored> stored = Optional.empty();

    private record Stored(String tag, RuleSet ruleSet) {
    }

    /**
     * Rules of a file and of a store.
     *
     * @param fileOnly whether stored versions are never used
     */
    public ActiveRules(Supplier<RuleSet> file, RuleSetStore store, boolean fileOnly, Clock clock) {
        this.file = file;
        this.store = store;
        this.fileOnly = fileOnly;
        this.clock = clock;
    }

    @Override
    public RuleSet get() {
        if (!fileOnly && !clock.instant().isBefore(nextLook) && looking.tryLock()) {
            try {
                look();
            } finally {
                nextLook = clock.instant().plus(LOOK_EVERY);
                looking.unlock();
            }
        }
        return stored.map(Stored::ruleSet).orElseGet(file);
    }

    /** Asks the store now, whatever time it is. */
    public RuleSet refreshed() {
        nextLook = Instant.MIN;
        return get();
    }

    /** The rules of the file, whether or not they are in force. */
    public RuleSet ofFile() {
        return file.get();
    }

    /** Whether stored versions are never used. */
    public boolean isFileOnly() {
        return fileOnly;
    }

    private void look() {
        try {
            Optional<RuleSetState> pointer = store.active();
            if (pointer.map(RuleSetState::tag).equals(stored.map(Stored::tag))) {
                return;
            }
            if (pointer.isEmpty()) {
                stored = Optional.empty();
                LOGGER.info("The rules of the file are in force");
                return;
            }
            String number = pointer.get().text();
            String text = store.yaml(Long.parseLong(number))
                .orElseThrow(() -> new IllegalStateException("version " + number + " is not in the store"));
            stored = Optional.of(new Stored(pointer.get().tag(), yaml.read(text).withVersion(number)));
            LOGGER.info("Version {} of the rules is in force", number);
        } catch (StorageUnavailableException e) {
            LOGGER.warn("The store of rules is away, the rules stay as they are: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.error("The stored rules cannot be used, the rules stay as they are", e);
        }
    }
}
