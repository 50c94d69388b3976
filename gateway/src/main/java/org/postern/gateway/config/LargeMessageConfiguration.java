// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;

/**
 * How many large messages are filtered at the same time, so that neither memory nor other mail is at the mercy of those who send them.
 *
 * @param atOnce large messages at the same time
 * @param from   bytes, of the message or unpacked from it, beyond which it is large
 * @param waiting most time that a large message waits for its turn
 */
public record LargeMessageConfiguration(int atOnce, long from, Duration waiting) {
    private static final long MEBIBYTE = 1024L * 1024;

    static LargeMessageConfiguration from(Settings settings) {
        return new LargeMessageConfiguration(
            settings.integer("mime.large-at-once", 2, 1, 1000),
            settings.integer("mime.large-mb", 4, 1, 1000) * MEBIBYTE,
            settings.duration("mime.large-wait", Duration.ofSeconds(15), Duration.ofMillis(100), Duration.ofMinutes(5)));
    }
}
