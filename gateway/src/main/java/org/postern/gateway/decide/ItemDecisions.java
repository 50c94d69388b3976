// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.decide;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.who.Authors;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;
import org.postern.gateway.config.LearningConfiguration;
import org.postern.gateway.config.OwnRelease;
import org.postern.gateway.config.QuarantineConfiguration;
import org.postern.gateway.learn.Learning;
import org.postern.gateway.learn.LearningLayers;
import org.postern.gateway.learn.LearningOutcome;
import org.postern.gateway.learn.LessonSource;
import org.postern.gateway.lists.ListName;
import org.postern.gateway.personal.PersonalLists;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.ReleaseOrder;
import org.postern.gateway.tracking.EventType;

/**
 * Everything that people do with quarantined mail, whatever page or program they use, so that what is allowed and what follows from it
 * is the same everywhere. Each may be repeated; of several at once that would settle an item, one does.
 */
public final class ItemDecisions {
    private final Quarantine quarantine;
    private final PersonalLists lists;
    private final Learning learning;
    private final LearningConfiguration learningConfiguration;
    private final QuarantineConfiguration configuration;
    private final Clock clock;

    public ItemDecisions(Quarantine quarantine, PersonalLists lists, Learning learning, LearningConfiguration learningConfiguration,
                         QuarantineConfiguration configuration, Clock clock) {
        this.quarantine = quarantine;
        this.lists = lists;
        this.learning = learning;
        this.learningConfiguration = learningConfiguration;
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * Carries an order out.
     *
     * @throws org.postern.gateway.quarantine.ReleaseFailedException when the queue did not take a message
     */
    public ActionResult carryOut(ItemId id, ActionOrder order) {
        return quarantine.find(id).map(item -> carryOut(item, order)).orElse(ActionResult.NOT_FOUND);
    }

    /** What recipients may do about the release of such an item; they may delete it when they may release it. */
    public OwnRelease ownRelease(QuarantineItem item) {
        return configuration.release(item.kind());
    }

    private ActionResult carryOut(QuarantineItem item, ActionOrder order) {
        if (order.action().releases() && !mayRelease(item, order) || order.action().deletes() && !mayDelete(item, order)) {
            return ActionResult.NOT_ALLOWED;
        }
        return switch (order.action()) {
            case RELEASE -> release(item, order);
            case DELETE -> delete(item, order);
            case WELCOMELIST -> list(item, order, ListName.WELCOMELIST).orElseGet(() -> release(item, order));
            case BLOCKLIST -> list(item, order, ListName.BLOCKLIST).orElseGet(() -> delete(item, order));
            case REPORT_SPAM -> learn(item, order, Judgement.SPAM);
            case REPORT_HAM -> learn(item, order, Judgement.HAM);
            case SEEN, UNSEEN -> {
                quarantine.markSeen(item, order.action() == ItemAction.SEEN);
                yield ActionResult.MARKED;
            }
            case REQUEST_RELEASE -> request(item, order);
        };
    }

    private boolean mayRelease(QuarantineItem item, ActionOrder order) {
        if (order.own()) {
            return ownRelease(item) == OwnRelease.ALLOWED && order.to().isEmpty() && !order.confirmed();
        }
        return item.kind() != QuarantineKind.VIRUS || order.confirmed();
    }

    /** What recipients may not release they may not make away with either: it may have to be looked at. */
    private boolean mayDelete(QuarantineItem item, ActionOrder order) {
        return !order.own() || ownRelease(item) == OwnRelease.ALLOWED;
    }

    private ActionResult release(QuarantineItem item, ActionOrder order) {
        return switch (quarantine.release(item.id(), new ReleaseOrder(order.actor(), order.to(), order.confirmed()))) {
            case RELEASED -> ActionResult.RELEASED;
            case ALREADY_RELEASED -> ActionResult.ALREADY_RELEASED;
            case DELETED -> ActionResult.ALREADY_DELETED;
            case NOT_FOUND -> ActionResult.NOT_FOUND;
            case VIRUS_FOUND -> ActionResult.VIRUS_FOUND;
            case NOT_SCANNED -> ActionResult.NOT_SCANNED;
        };
    }

    private ActionResult delete(QuarantineItem item, ActionOrder order) {
        return switch (quarantine.delete(item.id(), order.actor())) {
            case DELETED -> ActionResult.DELETED;
            case ALREADY_DELETED -> ActionResult.ALREADY_DELETED;
            case ALREADY_RELEASED -> ActionResult.ALREADY_RELEASED;
            case NOT_FOUND -> ActionResult.NOT_FOUND;
        };
    }

    /** Empty when the sender is listed now. */
    private Optional<ActionResult> list(QuarantineItem item, ActionOrder order, ListName list) {
        Optional<String> sender = sender(item);
        try {
            sender.ifPresent(address -> lists.add(item.recipient(), list, address));
        } catch (IllegalArgumentException e) {
            return Optional.of(ActionResult.NO_SENDER);
        }
        sender.ifPresent(address -> quarantine.note(item, EventType.SENDER_LISTED,
            Map.of("actor", order.actor(), "list", list.word(), "sender", address)));
        return sender.isPresent() ? Optional.empty() : Optional.of(ActionResult.NO_SENDER);
    }

    /** The author's address, or else that of the envelope. */
    static Optional<String> sender(QuarantineItem item) {
        List<String> authors = Authors.of(List.of(new HeaderField("From", item.headerFrom(), item.headerFrom())));
        return authors.stream().findFirst().or(() -> Optional.of(item.envelopeSender())).filter(address -> address.indexOf('@') > 0);
    }

    private ActionResult learn(QuarantineItem item, ActionOrder order, Judgement judgement) {
        Optional<MessageSource> content = quarantine.content(item.id());
        if (content.isEmpty()) {
            return ActionResult.NOT_FOUND;
        }
        List<Layer> layers = LearningLayers.judgedBy(order.actor(), item.recipient(), learningConfiguration.userReach());
        if (layers.isEmpty()) {
            return ActionResult.NOT_LEARNED;
        }
        try {
            LearningOutcome outcome = learning.learn(content.get(), judgement, layers, LessonSource.REPORT, order.actor());
            if (outcome.result() == LearningOutcome.Result.NOT_READY) {
                return ActionResult.NOT_LEARNED;
            }
            quarantine.note(item, EventType.REPORTED, Map.of("actor", order.actor(), "as", judgement.name()));
            return ActionResult.LEARNED;
        } catch (IOException e) {
            return ActionResult.NOT_LEARNED;
        }
    }

    private ActionResult request(QuarantineItem item, ActionOrder order) {
        if (order.own() && ownRelease(item) == OwnRelease.NEVER) {
            return ActionResult.NOT_ALLOWED;
        }
        if (item.status() != ItemStatus.PENDING) {
            return item.status() == ItemStatus.DELETED ? ActionResult.ALREADY_DELETED : ActionResult.ALREADY_RELEASED;
        }
        quarantine.requestRelease(item, order.actor(), clock.instant());
        return ActionResult.REQUESTED;
    }
}
