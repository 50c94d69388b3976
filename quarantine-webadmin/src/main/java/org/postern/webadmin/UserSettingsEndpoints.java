// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import javax.inject.Inject;

import org.postern.gateway.access.IssuedToken;
import org.postern.gateway.access.MailUser;
import org.postern.gateway.access.Permission;
import org.postern.gateway.access.Role;
import org.postern.gateway.access.SignInOutcome;
import org.postern.gateway.access.UserSignIn;
import org.postern.gateway.link.AccessLinks;
import org.postern.gateway.link.LinkRequests;
import org.postern.gateway.lists.ListName;
import org.postern.gateway.personal.PersonalLists;

/** How people who receive mail sign in, and their own welcomelist and blocklist. */
public final class UserSettingsEndpoints implements EndpointGroup {
    private static final String PATH = "/postern/me";
    private static final String LISTS = PATH + "/lists";

    private final UserSignIn signIn;
    private final AccessLinks links;
    private final LinkRequests requests;
    private final PersonalLists lists;

    @Inject
    public UserSettingsEndpoints(UserSignIn signIn, AccessLinks links, LinkRequests requests, PersonalLists lists) {
        this.signIn = signIn;
        this.links = links;
        this.requests = requests;
        this.lists = lists;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.open(HttpMethod.POST, PATH + "/session", this::session),
            Endpoint.open(HttpMethod.POST, PATH + "/link", this::request),
            Endpoint.guarded(HttpMethod.GET, PATH, Permission.OWN_QUARANTINE, this::me),
            Endpoint.guarded(HttpMethod.DELETE, PATH + "/links", Permission.OWN_QUARANTINE, this::revoke),
            Endpoint.guarded(HttpMethod.GET, LISTS, Permission.OWN_QUARANTINE, this::entries),
            Endpoint.guarded(HttpMethod.POST, LISTS, Permission.OWN_QUARANTINE, this::add),
            Endpoint.guarded(HttpMethod.POST, LISTS + "/remove", Permission.OWN_QUARANTINE, this::remove));
    }

    private Answer session(Call call) {
        JsonBody body = call.body().allowOnly("user", "password", "link");
        if (body.optionalText("link").isPresent()) {
            IssuedToken token = signIn.signIn(body.text("link")).orElseThrow(() ->
                ApiException.forbidden("This link does not hold any more; ask for a new one"));
            return token(token, signIn.user(token.value()).map(MailUser::address).orElse(""));
        }
        SignInOutcome outcome = signIn.signIn(body.text("user"), body.text("password"), call.address());
        if (outcome instanceof SignInOutcome.SignedIn signedIn) {
            return token(signedIn.token(), body.text("user"));
        } else if (outcome instanceof SignInOutcome.Limited limited) {
            throw ApiException.tooMany("Too many failed attempts; try again later", limited.retryAfter());
        }
        throw ApiException.wrongPassword();
    }

    private static Answer token(IssuedToken token, String user) {
        return Answer.json(200, Map.of("token", token.value(), "expiresAt", token.expiresAt().toString(), "role", Role.USER.name(),
            "user", user));
    }

    /** The answer is the same, and comes as fast, whoever is asked for. */
    private Answer request(Call call) {
        requests.ask(call.body().allowOnly("address").text("address"), call.address());
        return Answer.json(202, Map.of("status", "If mail for this address is in quarantine, a link is on its way to it"));
    }

    private Answer me(Call call) {
        MailUser user = UserEndpoints.user(call);
        return Answer.json(200, Map.of("address", user.address(), "addresses", new TreeSet<>(user.addresses())));
    }

    private Answer revoke(Call call) {
        UserEndpoints.user(call).addresses().forEach(links::revoke);
        return Answer.json(200, Map.of("status", "revoked"));
    }

    private Answer entries(Call call) {
        return Answer.json(200, Map.of("entries", lists.entries(UserEndpoints.user(call).address()).stream()
            .map(entry -> Map.of("list", entry.list().word(), "value", entry.value(), "createdAt", entry.createdAt().toString()))
            .toList()));
    }

    private Answer add(Call call) {
        JsonBody body = call.body().allowOnly("list", "value");
        ListName list = ListName.of(body.text("list"))
            .orElseThrow(() -> ApiException.invalid("'list' must be welcomelist or blocklist"));
        try {
            lists.add(UserEndpoints.user(call).address(), list, body.text("value"));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(e.getMessage());
        }
        return entries(call);
    }

    private Answer remove(Call call) {
        try {
            lists.remove(UserEndpoints.user(call).address(), call.body().allowOnly("value").text("value"));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(e.getMessage());
        }
        return entries(call);
    }
}
