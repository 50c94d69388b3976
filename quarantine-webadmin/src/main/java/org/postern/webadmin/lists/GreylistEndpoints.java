// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.lists;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.inject.Inject;

import org.postern.gateway.access.Permission;
import org.postern.gateway.greylist.Greylist;
import org.postern.gateway.greylist.GreylistTriplet;
import org.postern.gateway.greylist.WaitingTriplet;
import org.postern.webadmin.Answer;
import org.postern.webadmin.ApiException;
import org.postern.webadmin.Call;
import org.postern.webadmin.Endpoint;
import org.postern.webadmin.EndpointGroup;
import org.postern.webadmin.HttpMethod;
import org.postern.webadmin.JsonBody;

/** Mail that greylisting makes wait: somebody on the telephone wants to know, and sometimes cannot wait. */
public final class GreylistEndpoints implements EndpointGroup {
    private static final String PATH = "/postern/greylist";
    private static final int USUAL_SIZE = 100;
    private static final int LARGEST_SIZE = 1000;

    private final Greylist greylist;

    @Inject
    public GreylistEndpoints(Greylist greylist) {
        this.greylist = greylist;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, PATH, Permission.READ_TRACKING, this::list),
            Endpoint.guarded(HttpMethod.POST, PATH + "/let-through", Permission.MANAGE_RULES, this::letThrough));
    }

    private Answer list(Call call) {
        call.allowOnly(Set.of("limit"));
        int size = call.query("limit").map(GreylistEndpoints::size).orElse(USUAL_SIZE);
        return Answer.json(200, Map.of("waiting", greylist.waiting(size).stream().map(this::view).toList()));
    }

    private Answer letThrough(Call call) {
        JsonBody body = call.body().allowOnly("network", "sender", "recipient");
        if (!greylist.letThrough(new GreylistTriplet(body.text("network"), body.text("sender"), body.text("recipient")))) {
            throw ApiException.notFound("No such triplet waits");
        }
        return Answer.json(200, Map.of("status", "let through"));
    }

    private Map<String, Object> view(WaitingTriplet waiting) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("network", waiting.triplet().network());
        view.put("sender", waiting.triplet().sender());
        view.put("recipient", waiting.triplet().recipient());
        view.put("firstSeen", waiting.entry().firstSeen().toString());
        view.put("passesFrom", greylist.passesFrom(waiting).toString());
        view.put("expiresAt", waiting.entry().expiresAt().toString());
        return view;
    }

    private static int size(String text) {
        if (text.matches("[1-9]\\d{0,3}") && Integer.parseInt(text) <= LARGEST_SIZE) {
            return Integer.parseInt(text);
        }
        throw ApiException.invalid("'limit' must be a whole number from 1 to " + LARGEST_SIZE);
    }
}
