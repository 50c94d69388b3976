// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import javax.inject.Inject;

import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskId;
import org.apache.james.task.TaskManager;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.access.Permission;
import org.postern.gateway.access.Principal;
import org.postern.gateway.decide.ActionOrder;
import org.postern.gateway.decide.ItemDecisions;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.webadmin.bulk.BulkTask;
import org.postern.webadmin.bulk.BulkTaskView;

/**
 * One decision on many messages: those that are named, or all that a list shows. Messages in which a virus was found are left out; each
 * of those is decided on by itself.
 */
public final class BulkEndpoints implements EndpointGroup {
    private static final String PATH = "/postern/quarantine/actions";
    private static final int MOST = 10_000;

    private final Quarantine quarantine;
    private final ItemDecisions decisions;
    private final TaskManager tasks;
    private final ShownTasks shown;
    private final ReachablePages reachable;
    private final QuarantineQueryReader queries;
    private final Clock clock;

    @Inject
    public BulkEndpoints(Quarantine quarantine, ItemDecisions decisions, TaskManager tasks, Clock clock) {
        this.quarantine = quarantine;
        this.decisions = decisions;
        this.tasks = tasks;
        this.shown = new ShownTasks(tasks, "There is no such task");
        this.reachable = new ReachablePages(quarantine);
        this.queries = new QuarantineQueryReader(clock);
        this.clock = clock;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.POST, PATH, Permission.SETTLE_QUARANTINE, Permission.DOMAIN_QUARANTINE, this::start),
            Endpoint.guarded(HttpMethod.GET, PATH + "/:id", Permission.SETTLE_QUARANTINE, Permission.DOMAIN_QUARANTINE, this::read),
            Endpoint.guarded(HttpMethod.DELETE, PATH + "/:id", Permission.SETTLE_QUARANTINE, Permission.DOMAIN_QUARANTINE, this::cancel));
    }

    private Answer start(Call call) {
        JsonBody body = call.body().allowOnly("action", "to", "ids");
        ActionOrder order = ActionReader.read(body, call.principal());
        Optional<List<String>> named = body.texts("ids", MOST);
        List<String> ids = named.isPresent() ? reached(call.principal(), named.get()) : listed(call.principal(), queries.read(call));
        if (ids.isEmpty()) {
            throw ApiException.invalid("there is no such message");
        }
        TaskId task = tasks.submit(new BulkTask(decisions, order, ids, clock));
        return Answer.json(202, view(tasks.getExecutionDetails(task)));
    }

    /** What a caller does not see is left out, as if it did not exist. */
    private List<String> reached(Principal caller, List<String> ids) {
        if (!ids.stream().allMatch(ItemId::isValid)) {
            throw ApiException.invalid("a quarantine id has 26 characters, a hyphen and 16 hexadecimal digits");
        }
        QuarantineReach reach = new QuarantineReach(caller, decisions);
        return reach.isLimited() ? ids.stream().filter(id -> quarantine.find(new ItemId(id)).filter(reach::sees).isPresent()).toList()
            : ids;
    }

    private List<String> listed(Principal caller, QuarantineQuery query) {
        List<String> ids = new ArrayList<>();
        Optional<String> cursor = query.cursor();
        do {
            QuarantinePage page = reachable.list(caller, new QuarantineQuery(query.from(), query.to(), query.recipient(), query.kind(),
                cursor, QuarantineQuery.MAXIMUM_LIMIT, query.filter()));
            page.items().stream().filter(item -> item.kind() != QuarantineKind.VIRUS).map(QuarantineItem::id).map(ItemId::value)
                .limit(MOST - ids.size()).forEach(ids::add);
            cursor = page.next();
        } while (cursor.isPresent() && ids.size() < MOST);
        return ids;
    }

    private Answer read(Call call) {
        return Answer.json(200, view(shown.find(call, seenBy(call.principal()))));
    }

    private Answer cancel(Call call) {
        return Answer.json(200, view(shown.cancel(call, seenBy(call.principal()))));
    }

    private static Predicate<TaskExecutionDetails> seenBy(Principal caller) {
        return task -> BulkTaskView.isOne(task) && (!caller.role().ofDomains() || BulkTaskView.isOf(task, caller.actor()));
    }

    private static Map<String, Object> view(TaskExecutionDetails task) {
        Map<String, Object> view = ShownTasks.view(task);
        view.putAll(BulkTaskView.of(task));
        return view;
    }
}
