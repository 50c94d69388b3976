// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;

/**
 * What the filter learns from people, and how it uses that.
 *
 * @param enabled        whether it classifies by what was learned, and learns
 * @param leastHam       ham messages that must have been learned before it says anything, from 1 to 100000
 * @param leastSpam      spam messages, likewise
 * @param userReach      for whose mail a user's judgement counts
 * @param fromReleases   whether a release from quarantine teaches that the message is ham
 * @param fromMailboxes  whether moving mail into or out of the junk folder teaches
 * @param junkFolder     name of users' junk folder
 * @param forgetAfter    age at which a lesson is forgotten, 1 d to 3650 d
 * @param mostMessages   lessons that are kept; of more the oldest are forgotten; from 100 to 1000000
 * @param automatic      whether the filter teaches itself from verdicts beyond doubt
 * @param automaticSpam  points, learned ones not counted, from which a message counts as spam beyond doubt
 * @param automaticHam   points up to which it counts as ham beyond doubt
 * @param automaticLimit messages that are learned automatically within an hour on each node at most, from 1 to 10000
 */
public record LearningConfiguration(boolean enabled, int leastHam, int leastSpam, Reach userReach, boolean fromReleases,
                                    boolean fromMailboxes, String junkFolder, Duration forgetAfter, int mostMessages,
                                    boolean automatic, double automaticSpam, double automaticHam, int automaticLimit) {
    private static final int MOST_LEAST = 100_000;

    /** How far a user's judgement reaches; each value includes those before it. */
    public enum Reach {
        /** His own mail. */
        USER,
        /** All mail of his domain. */
        DOMAIN,
        /** All mail. */
        SITE
    }

    static LearningConfiguration from(Settings settings) {
        return new LearningConfiguration(
            settings.flag("learning.enabled", true),
            settings.integer("learning.least-ham", 200, 1, MOST_LEAST),
            settings.integer("learning.least-spam", 200, 1, MOST_LEAST),
            settings.choice("learning.user-reach", Reach.DOMAIN, Reach.class),
            settings.flag("learning.from-releases", true),
            settings.flag("learning.from-mailboxes", true),
            settings.text("learning.junk-folder").orElse("Spam"),
            settings.duration("learning.forget-after", Duration.ofDays(365), Duration.ofDays(1), Duration.ofDays(3650)),
            settings.integer("learning.most-messages", 20_000, 100, 1_000_000),
            settings.flag("learning.automatic", false),
            points(settings, "learning.automatic-spam", 12),
            points(settings, "learning.automatic-ham", 0.1),
            settings.integer("learning.automatic-limit", 60, 1, 10_000));
    }

    private static double points(Settings settings, String key, double absent) {
        return settings.value(key, absent, text -> {
            double points = Double.parseDouble(text);
            if (!(Math.abs(points) <= 1000)) {
                throw new IllegalArgumentException(text);
            }
            return points;
        }, "points from -1000 to 1000");
    }
}
