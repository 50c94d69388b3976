// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.directory;

import java.time.Instant;

import org.apache.james.task.TaskExecutionDetails;

/**
 * How far the reading of a directory has come.
 *
 * @param profile   whose directory
 * @param entries   read so far
 * @param problem   why it failed; empty as long as it did not
 * @param timestamp when this was so
 */
record DirectorySyncProgress(String profile, long entries, String problem, Instant timestamp)
        implements TaskExecutionDetails.AdditionalInformation {
}
