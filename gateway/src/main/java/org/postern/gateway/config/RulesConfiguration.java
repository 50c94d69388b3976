// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;

/**
 * Where the rules come from and what is kept of the messages they judged.
 *
 * @param source        whether stored versions may take the place of the file
 * @param keepFacts     whether the facts of each message are kept, so that other rules can be tried on it
 * @param factsLifetime how long, 1 m to 3650 d
 * @param explanationHeader whether messages say in a header field why they were delivered or quarantined
 */
public record RulesConfiguration(Source source, boolean keepFacts, Duration factsLifetime, boolean explanationHeader) {

    /** Where the rules come from. */
    public enum Source {
        /** The file until a stored version is activated, then that version. */
        AUTO,
        /** The file alone. */
        FILE
    }

    static RulesConfiguration from(Settings settings) {
        return new RulesConfiguration(
            settings.choice("rules.source", Source.AUTO, Source.class),
            settings.flag("rules.keep-facts", true),
            settings.duration("rules.facts-lifetime", Duration.ofDays(30), Duration.ofMinutes(1), Duration.ofDays(3650)),
            settings.flag("rules.explanation-header", true));
    }
}
