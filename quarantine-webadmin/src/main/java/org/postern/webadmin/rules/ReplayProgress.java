// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.rules;

import java.time.Instant;

import org.apache.james.task.TaskExecutionDetails;
import org.postern.gateway.rules.Replay;

/**
 * How far a replay has come, and what came of it.
 *
 * @param rules     version of the rules that are tried
 * @param from      messages received from then on
 * @param to        until then
 * @param result    so far
 * @param timestamp when this was so
 */
record ReplayProgress(String rules, Instant from, Instant to, Replay.Result result, Instant timestamp)
        implements TaskExecutionDetails.AdditionalInformation {
}
