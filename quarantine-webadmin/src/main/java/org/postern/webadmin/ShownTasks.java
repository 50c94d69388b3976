// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskId;
import org.apache.james.task.TaskManager;
import org.apache.james.task.TaskNotFoundException;

/** James's tasks of one kind, for callers who may see those and not the others. */
public final class ShownTasks {
    private final TaskManager tasks;
    private final String unknown;

    /** With what a caller is told of a task that is not there, or not for that caller. */
    public ShownTasks(TaskManager tasks, String unknown) {
        this.tasks = tasks;
        this.unknown = unknown;
    }

    /** The task whose id stands in the path, when the test lets the caller see it; a clear error otherwise. */
    public TaskExecutionDetails find(Call call, Predicate<TaskExecutionDetails> seen) {
        try {
            return Optional.of(tasks.getExecutionDetails(TaskId.fromString(call.path("id")))).filter(seen)
                .orElseThrow(() -> ApiException.notFound(unknown));
        } catch (TaskNotFoundException e) {
            throw ApiException.notFound(unknown);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("the id of a task is a UUID");
        }
    }

    /** Ends it and answers what has become of it. */
    public TaskExecutionDetails cancel(Call call, Predicate<TaskExecutionDetails> seen) {
        TaskId id = find(call, seen).getTaskId();
        tasks.cancel(id);
        return find(call, seen);
    }

    /** What is shown of every task, for more to be added. */
    public static Map<String, Object> view(TaskExecutionDetails task) {
        Map<String, Object> view = new LinkedHashMap<>();
        String id = task.getTaskId().getValue().toString();
        view.put("id", id);
        view.put("state", task.getStatus().getValue());
        view.put("task", "/tasks/" + id);
        return view;
    }
}
