// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.time.Instant;
import java.util.UUID;

/**
 * News for other nodes: a lesson was learned or forgotten. What holds now is asked of the store, so that news may come twice or late.
 *
 * @param key       names the message
 * @param version   names the lesson
 * @param forgotten whether it was forgotten
 * @param at        when, by the clock of the node that did it
 */
public record LessonChange(String key, UUID version, boolean forgotten, Instant at) {
}
