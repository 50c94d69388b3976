// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import java.time.Clock;
import java.util.function.Supplier;

import org.postern.gateway.config.SpamConfiguration;
import org.postern.gateway.config.SpamConfiguration.Engine;
import org.postern.gateway.config.SpamConfiguration.Shadow;
import org.postern.gateway.tracking.Tracker;

/** Chooses the engine, and the one beside it, by the settings. */
public final class SpamChecks {
    private SpamChecks() {
    }

    /**
     * The check that the settings ask for; to be closed when it is AutoCloseable.
     *
     * @param rules makes Postern's own engine, when it is needed
     */
    public static SpamCheck choose(SpamConfiguration configuration, Supplier<SpamCheck> rules, EngineComparison comparison,
                                   Tracker tracker, Clock clock) {
        SpamCheck engine = make(configuration.engine(), configuration, rules);
        if (configuration.shadow() == Shadow.NONE) {
            return engine;
        }
        SpamCheck shadow = make(Engine.valueOf(configuration.shadow().name()), configuration, rules);
        return new ShadowedCheck(engine, shadow, configuration, comparison, tracker, clock);
    }

    private static SpamCheck make(Engine engine, SpamConfiguration configuration, Supplier<SpamCheck> rules) {
        return switch (engine) {
            case RULES -> rules.get();
            case SPAMD -> new SpamdCheck(configuration);
            case RSPAMD -> new RspamdCheck(configuration);
        };
    }
}
