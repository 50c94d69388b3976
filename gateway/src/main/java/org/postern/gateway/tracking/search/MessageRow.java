// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

/**
 * One line of a search's answer: a message and one of its recipients.
 *
 * @param message   the message with all its recipients
 * @param recipient the one this line is about
 */
public record MessageRow(TrackedMessage message, TrackedRecipient recipient) {
}
