// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;
import java.util.List;

/**
 * When and how messages are filtered.
 *
 * @param mode            where in a message's way filtering happens
 * @param deadline        most time one filtering may take, 1 s to 10 min (an SMTP client waits 10 minutes after DATA)
 * @param unscannedAfter  age at which a message that could not be scanned is quarantined as unscanned, 1 s to 30 d
 * @param retryDelay      time between two tries of a message that waits for a scanner, 1 s to 1 h
 * @param blockAfterQueue what blocking means once the client has its 250
 * @param rules           place of the rule set file, as James writes places of files
 * @param rehearsal       most time for which reading messages is rehearsed at each start, 0 s to 1 min
 * @param spamRules       places of spam rule files and of directories of them, likewise, in the order in which they are read
 */
public record FilterConfiguration(Mode mode, Duration deadline, Duration unscannedAfter, Duration retryDelay,
                                  BlockPolicy blockAfterQueue, Duration rehearsal, String rules, List<String> spamRules) {
    public FilterConfiguration {
        spamRules = List.copyOf(spamRules);
    }


    /** Where in a message's way filtering happens. */
    public enum Mode {
        /** During the client's session: a blocked message is refused with 554 and nobody bounces anything. */
        BEFORE_QUEUE,
        /** After 250, from the spool. */
        AFTER_QUEUE
    }

    /** What becomes of a message that is blocked after the queue took it. */
    public enum BlockPolicy {
        /** It is dropped; the timeline says so. */
        DISCARD,
        /** A delivery status notification goes to the envelope sender when that is proved: our own sent it, or SPF says so. */
        BOUNCE,
        /** It goes to any envelope sender, who may well be forged. */
        BOUNCE_ALL
    }

    static FilterConfiguration from(Settings settings) {
        return new FilterConfiguration(
            settings.choice("filter.mode", Mode.BEFORE_QUEUE, Mode.class),
            settings.duration("filter.deadline", Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofMinutes(10)),
            settings.duration("filter.unscanned-after", Duration.ofHours(4), Duration.ofSeconds(1), Duration.ofDays(30)),
            settings.duration("filter.retry-delay", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofHours(1)),
            settings.choice("filter.block-after-queue", BlockPolicy.DISCARD, BlockPolicy.class),
            settings.duration("filter.rehearsal", Duration.ofSeconds(15), Duration.ZERO, Duration.ofMinutes(1)),
            settings.text("filter.rules").orElse("file://conf/rules.yml"),
            List.of(settings.text("filter.spam-rules").orElse("file://conf/spam").split("[,\\s]+")));
    }
}
