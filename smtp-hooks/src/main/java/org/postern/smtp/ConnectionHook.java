// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import javax.inject.Inject;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.ConnectHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.postern.analysis.facts.Direction;
import org.postern.gateway.policy.PolicyOutcome;
import org.postern.gateway.policy.SmtpPolicy;

/**
 * Lets the policy see a client as soon as it connects: what takes time begins here, and clients that are too many are sent away. List
 * it first, and set {@code enableJmx="false"} on the handler chain.
 *
 * <p>Configuration: {@code direction}, required.</p>
 */
public class ConnectionHook implements ConnectHandler<SMTPSession> {
    private final SmtpPolicy policy;
    private final PolicyContexts contexts;
    private Direction direction;

    @Inject
    public ConnectionHook(SmtpPolicy policy, PolicyContexts contexts) {
        this.policy = policy;
        this.contexts = contexts;
    }

    @Override
    public void init(Configuration configuration) throws ConfigurationException {
        direction = HookSettings.direction(configuration, ConnectionHook.class);
    }

    @Override
    public Response onConnect(SMTPSession session) {
        PolicyOutcome outcome = policy.reached(contexts.connect(session, direction));
        if (outcome.reply().isEmpty()) {
            return null;
        }
        SMTPResponse response = new SMTPResponse(String.valueOf(outcome.reply().get().code()), outcome.reply().get().description());
        response.setEndSession(true);
        return response;
    }
}
