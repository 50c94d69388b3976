// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.bulk;

import java.util.Map;

import org.apache.james.task.TaskExecutionDetails;

/** What routes show of such a task. */
public final class BulkTaskView {

    private BulkTaskView() {
    }

    /** Whether a task is a decision on many messages. */
    public static boolean isOne(TaskExecutionDetails task) {
        return task.getType().equals(BulkTask.TYPE);
    }

    /** Whether it was somebody, as timelines name them, who wanted it. */
    public static boolean isOf(TaskExecutionDetails task, String actor) {
        return task.getAdditionalInformation().map(BulkProgress.class::cast).filter(progress -> actor.equals(progress.actor()))
            .isPresent();
    }

    /** How far it has come. */
    public static Map<String, Object> of(TaskExecutionDetails task) {
        return task.getAdditionalInformation().map(BulkProgress.class::cast).<Map<String, Object>>map(progress -> Map.of(
            "action", progress.action(), "total", progress.total(), "done", progress.done(), "results", progress.results()))
            .orElse(Map.of());
    }
}
