// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.rewrite.BodyEdit;
import org.postern.analysis.rewrite.PartRemoval;
import org.postern.analysis.rewrite.TextInsertion;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.BoundAction;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.MacroContext;
import org.postern.analysis.rules.Macros;

/** Which changes of the body the rules want for recipients who get the same message. */
final class DeliveredBody {
    private static final String DEFAULT_TEXT = "The attachment __FILENAME__ was removed from this message by the rule __RULE__.\n";
    private static final String KEPT_TEXT = DEFAULT_TEXT
        + "The message as it was sent is kept in the attachment quarantine; ask your administrator (__ADMIN__) for it.\n";

    private final ActionContexts contexts;

    DeliveredBody(ActionContexts contexts) {
        this.contexts = contexts;
    }

    /** The edits in the order of the actions; none when the body stays as it is. */
    List<BodyEdit> edits(Facts facts, Disposition disposition, List<Disposition> all) {
        List<BodyEdit> edits = new ArrayList<>();
        for (BoundAction bound : disposition.bound()) {
            if (bound.action() instanceof Action.RemoveAttachments remove && (remove.all() || !bound.parts().isEmpty())) {
                edits.add(removal(facts, remove, bound, contexts.of(facts, bound, all)));
            } else if (bound.action() instanceof Action.Disclaimer disclaimer) {
                edits.add(new TextInsertion(disclaimer.html(), disclaimer.position() == Action.Position.START, disclaimer.separator()));
            } else if (bound.action() instanceof Action.TagExternal tag && !tag.banner().isBlank()) {
                edits.add(new TextInsertion(tag.banner(), true, false));
            }
        }
        return edits;
    }

    /** Whether a part is taken out and the message as it came is to be kept. */
    static boolean keepsOriginal(Disposition disposition) {
        return disposition.bound().stream().anyMatch(bound -> bound.action() instanceof Action.RemoveAttachments remove
            && remove.quarantine() && (remove.all() || !bound.parts().isEmpty()));
    }

    private static BodyEdit removal(Facts facts, Action.RemoveAttachments remove, BoundAction bound, MacroContext context) {
        String template = !remove.text().isEmpty() ? remove.text() : remove.quarantine() ? KEPT_TEXT : DEFAULT_TEXT;
        return remove.all()
            ? PartRemoval.all(facts.parts(), name -> Macros.substitute(template, context, Map.of("FILENAME", shown(name))))
            : PartRemoval.of(facts.parts(), bound.parts(), name -> Macros.substitute(template, context, Map.of("FILENAME", shown(name))));
    }

    private static String shown(String name) {
        return name.isEmpty() ? "(without a name)" : name;
    }
}
