// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.time.Instant;

import org.apache.james.task.TaskExecutionDetails;
import org.postern.gateway.tracking.erase.ErasureResult;

/**
 * How much an erasure has taken.
 *
 * @param result    so far
 * @param timestamp when this was so
 */
record ErasureDetails(ErasureResult result, Instant timestamp) implements TaskExecutionDetails.AdditionalInformation {
}
