// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.postern.gateway.access.Permission;
import org.postern.gateway.access.Principal;
import org.postern.gateway.decide.ActionOrder;
import org.postern.gateway.decide.ActionResult;
import org.postern.gateway.decide.ItemAction;
import org.postern.gateway.decide.ItemDecisions;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ReleaseFailedException;

/** Reads what somebody wants done with quarantined messages, and answers how it ended; the same for one's own mail and for everybody's. */
final class ActionReader {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s\\p{Cntrl}<>,;\"]+@[^\\s\\p{Cntrl}<>,;\"@]+");
    private static final int LONGEST_ADDRESS = 320;

    private ActionReader() {
    }

    static ActionOrder read(JsonBody body, Principal principal) {
        ItemAction action = ItemAction.of(body.text("action")).orElseThrow(() -> ApiException.invalid("'action' must be one of "
            + Arrays.stream(ItemAction.values()).map(ItemAction::word).collect(Collectors.joining(", "))));
        boolean confirmed = body.flag("confirm").orElse(false);
        if (confirmed && !principal.role().may(Permission.RELEASE_VIRUS)) {
            throw ApiException.forbidden("Only an administrator may confirm a release in spite of a virus");
        }
        return new ActionOrder(action, principal.actor(), principal.user().isPresent(), target(body, principal), confirmed);
    }

    /** Where a release is to go instead of the recipient. */
    static Optional<String> target(JsonBody body, Principal principal) {
        Optional<String> to = body.optionalText("to");
        if (to.isPresent() && !principal.role().may(Permission.RELEASE_VIRUS)) {
            throw ApiException.forbidden("Only an administrator may release a message to another address");
        }
        if (to.isPresent() && (to.get().length() > LONGEST_ADDRESS || !ADDRESS.matcher(to.get()).matches())) {
            throw ApiException.invalid("'to' must be one mail address");
        }
        return to;
    }

    static Answer answer(ItemDecisions decisions, ItemId id, ActionOrder order) {
        ActionResult result;
        try {
            result = decisions.carryOut(id, order);
        } catch (ReleaseFailedException e) {
            throw ApiException.unavailable("The mail queue did not take the message; it is still in quarantine", Duration.ofSeconds(5));
        }
        return switch (result) {
            case NOT_FOUND -> throw ApiException.notFound("There is no such message in quarantine; it may have expired");
            case NOT_ALLOWED -> throw ApiException.forbidden("You may not do this with such a message");
            case NO_SENDER -> throw ApiException.conflict("The message has no sender that could be listed");
            case VIRUS_FOUND -> throw ApiException.conflict("A virus has been found in this message now; it stays in quarantine");
            case NOT_SCANNED -> throw ApiException.unavailable("The message could not be scanned for viruses now; it stays in quarantine",
                Duration.ofSeconds(30));
            case ALREADY_RELEASED -> order.action().releases() ? ok(result)
                : refuse("This message has been released");
            case ALREADY_DELETED -> order.action().releases() ? refuse("This message has been deleted") : ok(result);
            default -> ok(result);
        };
    }

    private static Answer ok(ActionResult result) {
        return Answer.json(200, Map.of("status", result.text()));
    }

    private static Answer refuse(String text) {
        throw ApiException.conflict(text);
    }
}
