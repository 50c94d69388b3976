// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.explain;

import java.util.List;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.Part;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.ActionNames;
import org.postern.analysis.rules.BoundAction;

/** Outcomes and actions as people say them. */
final class OutcomeWords {
    private OutcomeWords() {
    }

    /** What was done with the message, to stand behind "was" or "would have been"; the argument is an outcome's name. */
    static String done(String outcome) {
        return switch (outcome) {
            case "accept" -> "delivered";
            case "block" -> "blocked";
            case "reject" -> "refused";
            case "quarantine held" -> "held until somebody has looked at it";
            default -> outcome.startsWith("quarantine ") ? "put into the quarantine (" + outcome.substring("quarantine ".length()) + ")"
                : outcome;
        };
    }

    /** What a rule did besides deciding, to stand behind the rule's name. */
    static String deed(BoundAction bound, Facts facts) {
        Action action = bound.action();
        if (action instanceof Action.SetHeader set) {
            return "set the field " + set.field();
        }
        if (action instanceof Action.TagExternal) {
            return "marked it as external";
        }
        if (action instanceof Action.RemoveAttachments remove) {
            return removed(remove, bound, facts) + (remove.quarantine() ? " and kept the message as it came" : "");
        }
        if (action instanceof Action.Disclaimer) {
            return "added a text to it";
        }
        if (action instanceof Action.AddRecipient added) {
            return "sent it to " + added.to() + " too";
        }
        if (action instanceof Action.Redirect redirect) {
            return "sent it to " + redirect.to() + " instead";
        }
        if (action instanceof Action.Bcc) {
            return "sent a copy of it";
        }
        if (action instanceof Action.Notify) {
            return "told somebody of it";
        }
        return ActionNames.of(action);
    }

    private static String removed(Action.RemoveAttachments remove, BoundAction bound, Facts facts) {
        if (remove.all()) {
            return "took out all attachments";
        }
        List<Part> parts = facts.parts().stream().filter(part -> bound.parts().contains(part.number())).toList();
        return parts.isEmpty() ? "found no attachment to take out" : "took out " + parts.stream()
            .map(part -> part.name().map(name -> '\u201c' + SeenWords.cut(name) + '\u201d').orElse("a part of type " + part.detectedType()))
            .collect(Collectors.joining(", "));
    }
}
