// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.inject.Inject;

import org.postern.gateway.access.Account;
import org.postern.gateway.access.AccountName;
import org.postern.gateway.access.Accounts;
import org.postern.gateway.access.Permission;
import org.postern.gateway.access.Role;

/**
 * Who may sign in.
 */
public final class AccountEndpoints implements EndpointGroup {
    private static final String PATH = "/postern/accounts";
    private static final String ACCOUNT = PATH + "/:name";

    private static final int MOST_DOMAINS = 100;

    private final Accounts accounts;

    @Inject
    public AccountEndpoints(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, PATH, Permission.MANAGE_ACCOUNTS, this::list),
            Endpoint.guarded(HttpMethod.POST, PATH, Permission.MANAGE_ACCOUNTS, this::create),
            Endpoint.guarded(HttpMethod.PUT, ACCOUNT + "/password", Permission.MANAGE_ACCOUNTS, this::changePassword),
            Endpoint.guarded(HttpMethod.PUT, ACCOUNT + "/role", Permission.MANAGE_ACCOUNTS, this::changeRole),
            Endpoint.guarded(HttpMethod.DELETE, ACCOUNT, Permission.MANAGE_ACCOUNTS, this::delete));
    }

    private Answer list(Call call) {
        return Answer.json(200, Map.of("accounts", accounts.list().stream()
            .map(AccountEndpoints::view).toList()));
    }

    private static Map<String, Object> view(Account account) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", account.name().value());
        view.put("role", account.role().name());
        if (account.role().ofDomains()) {
            view.put("domains", new TreeSet<>(account.domains()));
        }
        return view;
    }

    private Answer create(Call call) {
        JsonBody body = call.body().allowOnly("name", "password", "role", "domains");
        AccountName name = valid(() -> AccountName.of(body.text("name")));
        Role role = role(body.text("role"));
        return answer(201, valid(() -> accounts.create(name, body.text("password"), role, domains(body))), "created");
    }

    private Answer changePassword(Call call) {
        JsonBody body = call.body().allowOnly("password");
        AccountName name = name(call);
        return answer(200, valid(() -> accounts.changePassword(name, body.text("password"))), "changed");
    }

    private Answer changeRole(Call call) {
        JsonBody body = call.body().allowOnly("role", "domains");
        AccountName name = name(call);
        Role role = role(body.text("role"));
        return answer(200, valid(() -> accounts.changeRole(name, role, domains(body))), "changed");
    }

    private Answer delete(Call call) {
        return answer(200, accounts.delete(name(call)), "deleted");
    }

    private static Answer answer(int status, Accounts.Outcome outcome, String done) {
        return switch (outcome) {
            case DONE -> Answer.json(status, Map.of("status", done));
            case NOT_FOUND -> throw ApiException.notFound("There is no such account");
            case NAME_TAKEN -> throw ApiException.conflict("There is an account of this name already");
            case LAST_ADMINISTRATOR -> throw ApiException.conflict("This is the last administrator; nobody could manage accounts");
        };
    }

    private static Set<String> domains(JsonBody body) {
        return Set.copyOf(new LinkedHashSet<>(body.texts("domains", MOST_DOMAINS).orElse(List.of())));
    }

    private static AccountName name(Call call) {
        return valid(() -> AccountName.of(call.path("name")));
    }

    private static Role role(String text) {
        return Role.givable().stream().filter(role -> role.name().equals(text)).findFirst()
            .orElseThrow(() -> ApiException.invalid("'role' must be one of "
                + Role.givable().stream().map(Enum::name).collect(Collectors.joining(", "))));
    }

    private static <T> T valid(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(e.getMessage());
        }
    }
}
