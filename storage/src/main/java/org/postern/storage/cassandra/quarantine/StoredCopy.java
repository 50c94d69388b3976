// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.time.Instant;
import java.util.UUID;

/**
 * One complete copy of a message's content.
 *
 * @param messageId whose content
 * @param copy      tells copies apart; the later made sorts last by its time
 * @param size      bytes of the message
 * @param chunks    number of pieces, 0 for an empty message
 * @param expiresAt when it vanishes by itself
 * @param doomed    somebody is about to remove it, so it must not be relied on for new items
 */
record StoredCopy(String messageId, UUID copy, long size, int chunks, Instant expiresAt, boolean doomed) {
}
