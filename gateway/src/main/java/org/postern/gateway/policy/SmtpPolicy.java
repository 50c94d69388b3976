// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.policy;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.PolicyConfiguration;
import org.postern.gateway.tracking.Tracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of a client while it gives its envelope. All checks stand in one order, {@link PolicyCheck}; what one decides
 * before RCPT is remembered and answered there, so that every refusal has an envelope in the tracking centre and mail for postmaster
 * comes through. Only {@link PolicyDecision.Disconnect} is answered at once. Safe for use by many sessions at a time.
 */
public final class SmtpPolicy {
    private static final Logger LOGGER = LoggerFactory.getLogger(SmtpPolicy.class);

    private final PolicyConfiguration configuration;
    private final List<PolicyStage> stages;
    private final PolicyRecords records;

    /** A policy of these checks, given in any order. */
    public SmtpPolicy(PolicyConfiguration configuration, List<PolicyStage> stages, Tracker tracker, MetricFactory metrics) {
        this.configuration = configuration;
        this.stages = stages.stream().sorted(Comparator.comparing(PolicyStage::check)).toList();
        this.records = new PolicyRecords(tracker, metrics);
    }

    /**
     * Comes to a point with what has become known there. Points before it that were not come to, or with other facts (a balancer told
     * the client's true address after it had connected), are made up for first.
     */
    public PolicyOutcome reached(PolicyContext context) {
        PolicySession session = context.session();
        for (PolicyPoint point : PolicyPoint.values()) {
            if (point == PolicyPoint.RCPT || point.compareTo(context.point()) > 0) {
                break;
            }
            if (!session.hasReached(point, key(point, context))) {
                session.begin(point, key(point, context));
                PolicyOutcome outcome = early(context.at(point));
                if (outcome.reply().isPresent()) {
                    return outcome;
                }
            }
        }
        return context.point() == PolicyPoint.RCPT ? recipient(context) : PolicyOutcome.GO_ON;
    }

    private PolicyOutcome early(PolicyContext context) {
        for (PolicyStage stage : stages) {
            if (!stage.appliesTo(context) || context.session().exempt(stage.check())) {
                continue;
            }
            if (stage.check().point() != context.point()) {
                prepare(stage, context);
            } else {
                PolicyDecision decision = decide(stage, context);
                if (decision instanceof PolicyDecision.Disconnect disconnect) {
                    return ended(context, stage.check(), disconnect.reply());
                }
                context.session().add(context.point(), new PolicyFinding(stage.check(), decision));
            }
        }
        return PolicyOutcome.GO_ON;
    }

    private PolicyOutcome recipient(PolicyContext context) {
        PolicySession session = context.session();
        session.begin(PolicyPoint.RCPT, context.recipient().orElseThrow());
        boolean complaint = isAlwaysReachable(context);
        Set<PolicyCheck> answered = new HashSet<>();
        for (PolicyStage stage : stages) {
            PolicyCheck check = stage.check();
            if (!stage.appliesTo(context) || session.exempt(check)) {
                continue;
            }
            // Whoever complains is spared what a check has against him, not what it says for him: SPF lets him past the greylist.
            boolean heard = !(complaint && check.sparesPostmaster());
            Stream<PolicyDecision> decisions;
            if (check.point() == PolicyPoint.RCPT) {
                PolicyDecision decision = decide(stage, context);
                if (heard || !decision.objects()) {
                    session.add(PolicyPoint.RCPT, new PolicyFinding(check, decision));
                }
                decisions = Stream.of(decision);
            } else if (answered.add(check)) {
                decisions = session.findings().stream().filter(finding -> finding.check() == check).map(PolicyFinding::decision);
            } else {
                continue;
            }
            for (PolicyDecision decision : heard ? decisions.toList() : List.<PolicyDecision>of()) {
                if (decision instanceof PolicyDecision.Disconnect disconnect) {
                    return ended(context, check, disconnect.reply());
                }
                if (decision instanceof PolicyDecision.Refuse refuse) {
                    return refused(context, check, refuse.reply());
                }
                if (decision instanceof PolicyDecision.Defer defer) {
                    return refused(context, check, defer.reply());
                }
            }
        }
        return PolicyOutcome.GO_ON;
    }

    private void prepare(PolicyStage stage, PolicyContext context) {
        try {
            stage.prepare(context);
        } catch (RuntimeException e) {
            LOGGER.error("The check {} could not begin", stage.check().word(), e);
        }
    }

    /** A check that fails must not refuse everybody's mail, except for the one that keeps the gateway from relaying for everybody. */
    private PolicyDecision decide(PolicyStage stage, PolicyContext context) {
        try {
            PolicyDecision decision = stage.decide(context);
            records.decided(stage.check(), decision);
            return decision;
        } catch (StorageUnavailableException e) {
            // Whoever asked the store has told the log, once and not for each recipient.
            LOGGER.debug("The check {} has no answer for client {}", stage.check().word(), context.client().address(), e);
            return unknown(stage.check());
        } catch (RuntimeException e) {
            LOGGER.error("The check {} failed for client {}", stage.check().word(), context.client().address(), e);
            return unknown(stage.check());
        }
    }

    private PolicyDecision unknown(PolicyCheck check) {
        records.failed(check);
        return check == PolicyCheck.RELAY ? PolicyDecision.defer(451, "4.3.0", "The recipient cannot be checked now")
            : PolicyDecision.pass("unknown." + check.word(), "could not be found out");
    }

    private PolicyOutcome refused(PolicyContext context, PolicyCheck check, PolicyReply reply) {
        PolicyReply told = reply.with(context.transaction());
        records.refused(context, check, told);
        return PolicyOutcome.refused(check, told);
    }

    private PolicyOutcome ended(PolicyContext context, PolicyCheck check, PolicyReply reply) {
        return PolicyOutcome.disconnected(check, refused(context, check, reply).reply().orElseThrow());
    }

    private boolean isAlwaysReachable(PolicyContext context) {
        String recipient = context.recipient().orElse("");
        int at = recipient.lastIndexOf('@');
        String local = at < 0 ? recipient : recipient.substring(0, at);
        return configuration.alwaysReachable().contains(local.toLowerCase(Locale.ROOT));
    }

    private static String key(PolicyPoint point, PolicyContext context) {
        return switch (point) {
            case CONNECT -> context.client().address();
            case HELO -> context.client().helo().orElse("");
            case MAIL -> context.transaction();
            case RCPT -> context.recipient().orElse("");
        };
    }
}
