// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.inject.Inject;

import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.access.Permission;
import org.postern.gateway.access.Principal;
import org.postern.gateway.decide.ActionOrder;
import org.postern.gateway.decide.ItemDecisions;
import org.postern.gateway.quarantine.DeleteOutcome;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantinePage;
import org.postern.gateway.quarantine.ReleaseFailedException;
import org.postern.gateway.quarantine.ReleaseOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The quarantine for those who administer it, and for users as far as it is theirs.
 */
public final class QuarantineEndpoints implements EndpointGroup {
    private static final Logger LOGGER = LoggerFactory.getLogger(QuarantineEndpoints.class);
    private static final String PATH = "/postern/quarantine";
    private static final String ITEM = PATH + "/:id";

    private static final Set<Permission> LIMITED = Set.of(Permission.DOMAIN_QUARANTINE, Permission.OWN_QUARANTINE);

    private final Quarantine quarantine;
    private final QuarantineQueryReader queries;
    private final ItemViews views = new ItemViews();
    private final ItemExplanation explanation;
    private final ReachablePages reachable;
    private final ItemDecisions decisions;
    private final ItemPages pages;

    @Inject
    public QuarantineEndpoints(Quarantine quarantine, ItemExplanation explanation, ItemDecisions decisions, ItemPages pages,
                               Clock clock) {
        this.decisions = decisions;
        this.pages = pages;
        this.quarantine = quarantine;
        this.explanation = explanation;
        this.reachable = new ReachablePages(quarantine);
        this.queries = new QuarantineQueryReader(clock);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, PATH, Permission.READ_QUARANTINE, LIMITED, this::list),
            Endpoint.guarded(HttpMethod.GET, ITEM, Permission.READ_QUARANTINE, LIMITED, this::show),
            Endpoint.guarded(HttpMethod.GET, PATH + "/usage", Permission.READ_QUARANTINE, Permission.DOMAIN_QUARANTINE, this::usage),
            Endpoint.guarded(HttpMethod.GET, ITEM + "/content", Permission.READ_CONTENT, LIMITED, this::content),
            Endpoint.guarded(HttpMethod.GET, ITEM + "/source", Permission.READ_CONTENT, Permission.DOMAIN_QUARANTINE, this::source),
            Endpoint.guarded(HttpMethod.GET, ITEM + "/preview", Permission.READ_CONTENT, Permission.DOMAIN_QUARANTINE, this::preview),
            Endpoint.guarded(HttpMethod.POST, ITEM + "/actions", Permission.SETTLE_QUARANTINE, Permission.DOMAIN_QUARANTINE, this::act),
            Endpoint.guarded(HttpMethod.POST, ITEM + "/release", Permission.SETTLE_QUARANTINE, LIMITED, this::release),
            Endpoint.guarded(HttpMethod.DELETE, ITEM, Permission.SETTLE_QUARANTINE, LIMITED, this::delete));
    }

    private Answer usage(Call call) {
        call.allowOnly(Set.of("recipient"));
        Principal caller = call.principal();
        Optional<String> recipient = call.query("recipient");
        if (recipient.isPresent()) {
            ReachablePages.demand(caller, ReachablePages.domain(recipient.get()));
            return Answer.json(200, quarantine.usageOf(recipient.get()));
        }
        if (caller.role().ofDomains()) {
            return Answer.json(200, Map.of("domains", quarantine.usageByDomain().stream()
                .filter(usage -> caller.manages(usage.name())).toList()));
        }
        return Answer.json(200, Map.of("kinds", quarantine.usageByKind(), "domains", quarantine.usageByDomain()));
    }

    private Answer source(Call call) {
        return pages.source(readable(call));
    }

    private Answer preview(Call call) {
        return pages.preview(readable(call), call);
    }

    private QuarantineItem readable(Call call) {
        QuarantineItem item = find(call);
        if (!reach(call.principal()).reads(item)) {
            throw ApiException.forbidden("Only an administrator may look into a message in which a virus was found");
        }
        return item;
    }

    private Answer act(Call call) {
        QuarantineItem item = find(call);
        if (!reach(call.principal()).settles(item)) {
            throw ApiException.forbidden("Only an administrator may decide about a message in which a virus was found");
        }
        ActionOrder order = ActionReader.read(call.body().allowOnly("action", "to", "confirm"), call.principal());
        return ActionReader.answer(decisions, item.id(), order);
    }

    private Answer list(Call call) {
        var query = queries.read(call);
        QuarantinePage page;
        try {
            page = reachable.list(call.principal(), query);
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
        QuarantineItem item = find(call);
        QuarantineReach reach = reach(call.principal());
        boolean mayRead = reach.reads(item);
        List<HeaderExcerpt.Field> header = List.of();
        if (mayRead) {
            var content = quarantine.content(item.id());
            header = content.isPresent() ? HeaderExcerpt.of(content.get()) : List.of();
        }
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", link(item, ""));
        if (mayRead && item.status() == ItemStatus.PENDING) {
            links.put("content", link(item, "/content"));
            links.put("source", link(item, "/source", reach));
            links.put("preview", link(item, "/preview", reach));
        }
        if (item.status() == ItemStatus.PENDING && reach.settles(item)) {
            links.put("release", link(item, "/release"));
            links.put("actions", link(item, "/actions", reach));
        }
        if (call.principal().role().may(Permission.READ_TRACKING)) {
            links.put("tracking", "/postern/tracking/" + item.id().messageId());
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("item", views.of(item, call));
        answer.put("explanation", reach.isLimited() ? explanation.inWords(item) : explanation.of(item));
        answer.put("header", header);
        answer.put("links", links);
        return Answer.json(200, answer);
    }

    private Answer content(Call call) {
        QuarantineItem item = find(call);
        if (!reach(call.principal()).reads(item)) {
            throw ApiException.forbidden("Only an administrator may fetch a message in which a virus was found");
        }
        return quarantine.content(item.id())
            .map(content -> new Answer(200, "message/rfc822", Map.of(
                "Content-Disposition", "attachment; filename=\"" + item.id() + ".eml\""), content))
            .orElseThrow(() -> ApiException.notFound("The content of this message is gone"));
    }

    private Answer release(Call call) {
        QuarantineItem item = find(call);
        JsonBody body = call.optionalBody().allowOnly("confirm", "to");
        boolean confirmed = body.flag("confirm").orElse(false) && call.principal().role().may(Permission.RELEASE_VIRUS);
        Optional<String> to = ActionReader.target(body, call.principal());
        if (!reach(call.principal()).settles(item)) {
            throw ApiException.forbidden(item.kind() == QuarantineKind.VIRUS
                ? "Only an administrator may release a message in which a virus was found"
                : "Only an administrator may release a message of this kind");
        }
        if (item.kind() == QuarantineKind.VIRUS && !confirmed) {
            throw ApiException.invalid("A virus was found in this message (" + item.reason()
                + "); to release it all the same, send {\"confirm\":true}");
        }
        try {
            return switch (quarantine.release(item.id(), new ReleaseOrder(actor(call), to, confirmed))) {
                case RELEASED -> status("released");
                case ALREADY_RELEASED -> status("already released");
                case DELETED -> throw ApiException.conflict("This message has been deleted");
                case NOT_FOUND -> throw gone();
                case VIRUS_FOUND -> throw ApiException.conflict("A virus has been found in this message now; an administrator may"
                    + " release it all the same with {\"confirm\":true}");
                case NOT_SCANNED -> throw ApiException.unavailable("The message could not be scanned for viruses before it is released;"
                    + " it is still in quarantine", Duration.ofSeconds(30));
            };
        } catch (ReleaseFailedException e) {
            LOGGER.error("Could not release {}", item.id(), e);
            throw ApiException.unavailable("The mail queue did not take the message; it is still in quarantine", Duration.ofSeconds(5));
        }
    }

    private Answer delete(Call call) {
        QuarantineItem item = find(call);
        if (!reach(call.principal()).deletes(item)) {
            throw ApiException.forbidden("Only an administrator may delete a message of this kind");
        }
        DeleteOutcome outcome = quarantine.delete(item.id(), actor(call));
        return switch (outcome) {
            case DELETED -> status("deleted");
            case ALREADY_DELETED -> status("already deleted");
            case ALREADY_RELEASED -> throw ApiException.conflict("This message has been released");
            case NOT_FOUND -> throw gone();
        };
    }

    private QuarantineItem find(Call call) {
        String id = call.path("id");
        if (!ItemId.isValid(id)) {
            throw ApiException.invalid("a quarantine id has 26 characters, a hyphen and 16 hexadecimal digits");
        }
        // What is not the caller's answers as if it did not exist: nobody learns what others get.
        return quarantine.find(new ItemId(id)).filter(reach(call.principal())::sees).orElseThrow(QuarantineEndpoints::gone);
    }

    private static ApiException gone() {
        return ApiException.notFound("There is no such message in quarantine; it may have expired");
    }

    private QuarantineReach reach(Principal principal) {
        return new QuarantineReach(principal, decisions);
    }

    private static String actor(Call call) {
        return call.principal().actor();
    }

    private static String link(QuarantineItem item, String suffix) {
        return PATH + "/" + item.id() + suffix;
    }

    /** One's own mail has pages of its own for what came later. */
    private static String link(QuarantineItem item, String suffix, QuarantineReach reach) {
        return (reach.isOwn() ? UserEndpoints.PATH : PATH) + "/" + item.id() + suffix;
    }

    private static Answer status(String text) {
        return Answer.json(200, Map.of("status", text));
    }
}
