// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.bulk;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;
import org.postern.gateway.decide.ActionOrder;
import org.postern.gateway.decide.ActionResult;
import org.postern.gateway.decide.ItemDecisions;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ReleaseFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One decision on many quarantined messages as a task of James: it is shown, and it can be cancelled and repeated. */
public final class BulkTask implements Task {
    static final TaskType TYPE = TaskType.of("postern-quarantine-actions");
    private static final Logger LOGGER = LoggerFactory.getLogger(BulkTask.class);

    private final ItemDecisions decisions;
    private final ActionOrder order;
    private final List<String> ids;
    private final Clock clock;
    private final Map<String, Long> results = new TreeMap<>();
    private int done;

    /**
     * Such work.
     *
     * @param ids of the items
     */
    public BulkTask(ItemDecisions decisions, ActionOrder order, List<String> ids, Clock clock) {
        this.decisions = decisions;
        this.order = order;
        this.ids = List.copyOf(ids);
        this.clock = clock;
    }

    @Override
    public Result run() {
        boolean good = true;
        for (String id : ids) {
            if (Thread.currentThread().isInterrupted()) {
                return Result.PARTIAL;
            }
            ActionResult result = carryOut(new ItemId(id));
            count(result);
            good &= result.good();
        }
        return good ? Result.COMPLETED : Result.PARTIAL;
    }

    private ActionResult carryOut(ItemId id) {
        try {
            return decisions.carryOut(id, order);
        } catch (ReleaseFailedException e) {
            LOGGER.warn("Item {} could not be released: {}", id, e.getMessage());
            return ActionResult.FAILED;
        }
    }

    private synchronized void count(ActionResult result) {
        done++;
        results.merge(result.text(), 1L, Long::sum);
    }

    @Override
    public TaskType type() {
        return TYPE;
    }

    @Override
    public synchronized Optional<TaskExecutionDetails.AdditionalInformation> details() {
        return Optional.of(new BulkProgress(order.action().word(), order.actor(), ids.size(), done, Map.copyOf(results), clock.instant()));
    }

    ActionOrder order() {
        return order;
    }

    List<String> ids() {
        return ids;
    }
}
