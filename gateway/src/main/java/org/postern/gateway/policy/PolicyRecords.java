// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.tracking.EventType;
import org.postern.gateway.tracking.Tracker;

/** Counts what checks decide, and writes refusals to the timeline while the client is still there. */
final class PolicyRecords {
    private final Tracker tracker;
    private final Map<PolicyCheck, Metric> refused = new EnumMap<>(PolicyCheck.class);
    private final Map<PolicyCheck, Metric> deferred = new EnumMap<>(PolicyCheck.class);
    private final Map<PolicyCheck, Metric> exempted = new EnumMap<>(PolicyCheck.class);
    private final Map<PolicyCheck, Metric> failed = new EnumMap<>(PolicyCheck.class);

    PolicyRecords(Tracker tracker, MetricFactory metrics) {
        this.tracker = tracker;
        for (PolicyCheck check : PolicyCheck.values()) {
            refused.put(check, metrics.generate(name("postern.policy.{check}.refused", check)));
            deferred.put(check, metrics.generate(name("postern.policy.{check}.deferred", check)));
            exempted.put(check, metrics.generate(name("postern.policy.{check}.exempted", check)));
            failed.put(check, metrics.generate(name("postern.policy.{check}.failed", check)));
        }
    }

    void decided(PolicyCheck check, PolicyDecision decision) {
        if (decision instanceof PolicyDecision.ExemptFrom) {
            exempted.get(check).increment();
        }
    }

    void failed(PolicyCheck check) {
        failed.get(check).increment();
    }

    void refused(PolicyContext context, PolicyCheck check, PolicyReply reply) {
        (reply.temporary() ? deferred : refused).get(check).increment();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("check", check.word());
        details.put("reply", reply.toString());
        details.put("client", context.client().address());
        context.client().helo().ifPresent(helo -> details.put("helo", helo));
        context.sender().ifPresent(sender -> details.put("sender", sender));
        details.putAll(PolicyNotes.of(context.session()));
        tracker.record(context.transaction(), check == PolicyCheck.GREYLIST ? EventType.GREYLISTED : EventType.REFUSED,
            context.recipient(), details);
    }

    private static String name(String pattern, PolicyCheck check) {
        return pattern.replace("{check}", check.word());
    }
}
