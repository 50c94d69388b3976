// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.inject.Inject;

import org.postern.gateway.access.Permission;
import org.postern.gateway.rate.Hold;
import org.postern.gateway.rate.OutboundLimits;
import org.postern.gateway.recipient.RecipientVerification;

/**
 * What SMTP remembers and an administrator may have to correct: senders whose mail is held because they sent too much, and what the
 * server behind has said of recipients.
 */
public final class SmtpEndpoints implements EndpointGroup {
    private static final String HOLDS = "/postern/outbound/holds";
    private static final String ANSWERS = "/postern/recipients/answers";

    private final OutboundLimits limits;
    private final RecipientVerification verification;

    @Inject
    public SmtpEndpoints(OutboundLimits limits, RecipientVerification verification) {
        this.limits = limits;
        this.verification = verification;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, HOLDS, Permission.READ_STATUS, this::holds),
            Endpoint.guarded(HttpMethod.DELETE, HOLDS + "/:name", Permission.MANAGE_RULES, this::release),
            Endpoint.guarded(HttpMethod.GET, ANSWERS, Permission.READ_TRACKING, this::answers),
            Endpoint.guarded(HttpMethod.DELETE, ANSWERS, Permission.MANAGE_RULES, this::discard));
    }

    private Answer holds(Call call) {
        return Answer.json(200, Map.of("holds", limits.holds().stream().map(SmtpEndpoints::view).toList()));
    }

    private Answer release(Call call) {
        String name = call.path("name");
        if (!limits.release(name)) {
            throw ApiException.notFound("Nobody of this name is held");
        }
        return Answer.json(200, Map.of("status", "released"));
    }

    private Answer answers(Call call) {
        List<Map<String, Object>> answers = verification.remembered().stream().map(remembered -> {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("recipient", remembered.recipient());
            view.put("exists", remembered.exists());
            view.put("until", remembered.until().toString());
            return view;
        }).toList();
        return Answer.json(200, Map.of("answers", answers));
    }

    private Answer discard(Call call) {
        return Answer.json(200, Map.of("discarded", verification.discard()));
    }

    private static Map<String, Object> view(Hold hold) {
        return Map.of("name", hold.name(), "since", hold.since().toString(), "reason", hold.reason());
    }
}
