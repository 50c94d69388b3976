// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

import java.time.Instant;

/**
 * Something that is changed in place, by one writer at a time: the working copy, or the pointer to the version in force.
 *
 * @param tag       another one with each change; whoever changes it must name the one he has seen
 * @param text      the working copy in YAML, or the number of a version
 * @param author    account that changed it
 * @param changedAt when
 */
public record RuleSetState(String tag, String text, String author, Instant changedAt) {
}
