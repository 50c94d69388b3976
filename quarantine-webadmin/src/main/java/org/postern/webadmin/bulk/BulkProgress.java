// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.bulk;

import java.time.Instant;
import java.util.Map;

import org.apache.james.task.TaskExecutionDetails;

/**
 * How far a decision on many messages has come.
 *
 * @param action    what is done
 * @param actor     who wants it, as timelines name them
 * @param total     messages
 * @param done      of them
 * @param results   how often each result came up
 * @param timestamp when this was so
 */
record BulkProgress(String action, String actor, int total, int done, Map<String, Long> results, Instant timestamp)
        implements TaskExecutionDetails.AdditionalInformation {
}
