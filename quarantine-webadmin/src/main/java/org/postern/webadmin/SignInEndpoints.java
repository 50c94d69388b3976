// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.List;

import javax.inject.Inject;

import org.postern.gateway.access.SignIn;
import org.postern.gateway.access.SignInOutcome.Limited;
import org.postern.gateway.access.SignInOutcome.Refused;
import org.postern.gateway.access.SignInOutcome.SignedIn;

/**
 * Where a token comes from.
 */
public final class SignInEndpoints implements EndpointGroup {
    private final SignIn signIn;

    @Inject
    public SignInEndpoints(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.open(HttpMethod.POST, "/postern/login", this::login));
    }

    private Answer login(Call call) {
        JsonBody body = call.body().allowOnly("user", "password");
        var outcome = signIn.signIn(body.text("user"), body.text("password"), call.address());
        if (outcome instanceof SignedIn signedIn) {
            return Answer.json(200, new TokenView(signedIn.token().value(), signedIn.token().expiresAt().toString(),
                signedIn.role().name()));
        } else if (outcome instanceof Limited limited) {
            throw ApiException.tooMany("Too many failed attempts; try again later", limited.retryAfter());
        } else if (outcome instanceof Refused) {
            throw ApiException.wrongPassword();
        }
        throw new IllegalStateException("unknown outcome " + outcome);
    }

    private record TokenView(String token, String expiresAt, String role) {
    }
}
