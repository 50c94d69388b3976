// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.inject.Inject;

import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.access.MailUser;
import org.postern.gateway.access.Permission;
import org.postern.gateway.config.OwnRelease;
import org.postern.gateway.decide.ActionOrder;
import org.postern.gateway.decide.ActionResult;
import org.postern.gateway.decide.ItemDecisions;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.QuarantineQuery;
import org.postern.gateway.quarantine.ReleaseFailedException;

/** One's own quarantined mail. Whatever is not the caller's is not there. */
public final class UserEndpoints implements EndpointGroup {
    static final String PATH = "/postern/me/quarantine";
    private static final String ITEM = PATH + "/:id";
    private static final int MOST_AT_ONCE = 100;

    private final Quarantine quarantine;
    private final OwnPages ownPages;
    private final ItemExplanation explanation;
    private final ItemDecisions decisions;
    private final ItemPages pages;
    private final QuarantineQueryReader queries;
    private final ItemViews views = new ItemViews();

    @Inject
    public UserEndpoints(Quarantine quarantine, ItemExplanation explanation, ItemDecisions decisions, ItemPages pages, Clock clock) {
        this.quarantine = quarantine;
        this.ownPages = new OwnPages(quarantine);
        this.explanation = explanation;
        this.decisions = decisions;
        this.pages = pages;
        this.queries = new QuarantineQueryReader(clock);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, PATH, Permission.OWN_QUARANTINE, this::list),
            Endpoint.guarded(HttpMethod.POST, PATH + "/actions", Permission.OWN_QUARANTINE, this::actOnSeveral),
            Endpoint.guarded(HttpMethod.GET, ITEM, Permission.OWN_QUARANTINE, this::show),
            Endpoint.guarded(HttpMethod.GET, ITEM + "/content", Permission.OWN_QUARANTINE, this::content),
            Endpoint.guarded(HttpMethod.GET, ITEM + "/source", Permission.OWN_QUARANTINE, call -> pages.source(readable(call))),
            Endpoint.guarded(HttpMethod.GET, ITEM + "/preview", Permission.OWN_QUARANTINE, call -> pages.preview(readable(call), call)),
            Endpoint.guarded(HttpMethod.POST, ITEM + "/actions", Permission.OWN_QUARANTINE, this::act));
    }

    static MailUser user(Call call) {
        return call.principal().user().orElseThrow(() -> ApiException.forbidden("This is for people who receive mail; accounts see"
            + " the quarantine at /postern/quarantine"));
    }

    private Answer list(Call call) {
        QuarantineQuery query = queries.read(call);
        user(call);
        QuarantinePage page;
        try {
            page = ownPages.list(call.principal(), query);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("'cursor' is not one that a page before has given");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", views.of(page.items(), call));
        answer.put("next", page.next().orElse(null));
        answer.put("lookedTo", page.lookedTo().map(Instant::toString).orElse(null));
        return Answer.json(200, answer);
    }

    private Answer show(Call call) throws IOException {
        QuarantineItem item = own(call);
        Optional<MessageSource> content = mayRead(item) ? quarantine.content(item.id()) : Optional.empty();
        List<HeaderExcerpt.Field> header = content.isPresent() ? HeaderExcerpt.of(content.get()) : List.of();
        Map<String, String> links = new LinkedHashMap<>();
        String self = PATH + "/" + item.id();
        links.put("self", self);
        boolean waits = item.status() == ItemStatus.PENDING;
        if (waits && mayRead(item)) {
            links.put("content", self + "/content");
            links.put("source", self + "/source");
            links.put("preview", self + "/preview");
        }
        List<String> actions = new ArrayList<>();
        if (waits) {
            links.put("actions", self + "/actions");
            if (decisions.ownRelease(item) == OwnRelease.ALLOWED) {
                actions.addAll(List.of("release", "welcomelist", "delete", "blocklist"));
            } else if (decisions.ownRelease(item) == OwnRelease.REQUEST) {
                actions.add("request-release");
            }
            if (mayRead(item)) {
                actions.addAll(List.of("report-spam", "report-ham"));
            }
        }
        return Answer.json(200, Map.of("item", views.of(item, call), "explanation", explanation.inWords(item), "header", header,
            "links", links, "actions", actions));
    }

    private Answer content(Call call) {
        QuarantineItem item = readable(call);
        return quarantine.content(item.id())
            .map(content -> new Answer(200, "message/rfc822", Map.of("Content-Disposition",
                "attachment; filename=\"" + item.id() + ".eml\""), content))
            .orElseThrow(() -> ApiException.notFound("The content of this message is gone"));
    }

    private Answer act(Call call) {
        QuarantineItem item = own(call);
        ActionOrder order = ActionReader.read(call.body().allowOnly("action"), call.principal());
        return ActionReader.answer(decisions, item.id(), order);
    }

    private Answer actOnSeveral(Call call) {
        JsonBody body = call.body().allowOnly("action", "ids");
        ActionOrder order = ActionReader.read(body, call.principal());
        List<String> ids = body.texts("ids", MOST_AT_ONCE)
            .orElseThrow(() -> ApiException.invalid("the body needs a list 'ids' of at most " + MOST_AT_ONCE + " texts"));
        Map<String, String> results = new LinkedHashMap<>();
        for (String id : ids) {
            results.put(id, find(call, id).map(item -> result(item, order)).orElse(ActionResult.NOT_FOUND).text());
        }
        return Answer.json(200, Map.of("results", results));
    }

    private ActionResult result(QuarantineItem item, ActionOrder order) {
        try {
            return decisions.carryOut(item.id(), order);
        } catch (ReleaseFailedException e) {
            return ActionResult.FAILED;
        }
    }

    private QuarantineItem readable(Call call) {
        QuarantineItem item = own(call);
        if (!mayRead(item)) {
            throw ApiException.forbidden("A message in which a virus was found is not shown");
        }
        return item;
    }

    private static boolean mayRead(QuarantineItem item) {
        return item.kind() != QuarantineKind.VIRUS;
    }

    private QuarantineItem own(Call call) {
        return find(call, call.path("id"))
            .orElseThrow(() -> ApiException.notFound("There is no such message in quarantine; it may have expired"));
    }

    private Optional<QuarantineItem> find(Call call, String id) {
        MailUser user = user(call);
        return ItemId.isValid(id) ? quarantine.find(new ItemId(id)).filter(item -> user.owns(item.recipient())) : Optional.empty();
    }
}
