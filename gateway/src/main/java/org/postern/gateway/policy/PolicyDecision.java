// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

import java.util.Map;
import java.util.Set;

/** What one check says. */
public sealed interface PolicyDecision {

    /**
     * The check has no objection.
     *
     * @param facts what it found, for timelines; may be empty
     */
    record Pass(Map<String, String> facts) implements PolicyDecision {
        public Pass {
            facts = Map.copyOf(facts);
        }
    }

    /**
     * Other checks are to be left out: for the session when said at CONNECT or HELO, for the transaction when said at MAIL, for one
     * recipient when said at RCPT.
     *
     * @param checks which
     * @param reason why, for timelines
     */
    record ExemptFrom(Set<PolicyCheck> checks, String reason) implements PolicyDecision {
        public ExemptFrom {
            checks = Set.copyOf(checks);
        }
    }

    /** The client may come back later. */
    record Defer(PolicyReply reply) implements PolicyDecision {
        public Defer {
            if (!reply.temporary()) {
                throw new IllegalArgumentException("not a deferral: " + reply);
            }
        }
    }

    /** Refused for good; answered at RCPT, whenever it was decided. */
    record Refuse(PolicyReply reply) implements PolicyDecision {
    }

    /** Refused at once, and the connection is closed. */
    record Disconnect(PolicyReply reply) implements PolicyDecision {
    }

    /** Whether the recipient is not taken for it. */
    default boolean objects() {
        return !(this instanceof Pass || this instanceof ExemptFrom);
    }

    /** No objection, and nothing to tell. */
    static PolicyDecision pass() {
        return new Pass(Map.of());
    }

    /** No objection, with one fact for the timeline. */
    static PolicyDecision pass(String name, String value) {
        return new Pass(Map.of(name, value));
    }

    /** Later. */
    static PolicyDecision defer(int code, String enhancedCode, String text) {
        return new Defer(new PolicyReply(code, enhancedCode, text));
    }

    /** No; with a code of the 400s it counts as a deferral. */
    static PolicyDecision refuse(int code, String enhancedCode, String text) {
        PolicyReply reply = new PolicyReply(code, enhancedCode, text);
        return reply.temporary() ? new Defer(reply) : new Refuse(reply);
    }
}
