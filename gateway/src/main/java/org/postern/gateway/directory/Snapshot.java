// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.time.Instant;
import java.util.UUID;

/**
 * Names one kept reading of a directory.
 *
 * @param id     of the content
 * @param readAt when it was read
 */
public record Snapshot(UUID id, Instant readAt) {
}
