// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.yaml;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.QuarantineKind;

/** The kinds of actions. */
final class ActionKinds {
    private ActionKinds() {
    }

    static List<Kind<Action>> all() {
        List<String> quarantines = Arrays.stream(QuarantineKind.values()).map(ActionKinds::lower).toList();
        return List.of(
            word("accept", new Action.Accept()),
            word("block", new Action.Block()),
            word("hold", new Action.Hold()),
            Kind.of("quarantine", List.of(Field.choice("quarantine", false, quarantines)), Action.Quarantine.class,
                values -> values.optional("quarantine").<Action>map(ActionKinds::quarantine).orElseGet(Action.QuarantineByCause::new),
                quarantine -> Tree.of("quarantine", lower(quarantine.kind()))),
            Kind.of("reject", List.of(Field.of("text", Field.Type.TEXT), Field.optional("code", Field.Type.NUMBER)), Action.Reject.class,
                values -> new Action.Reject(values.integer("code", Action.Reject.DEFAULT_CODE), values.text("text")),
                reject -> Tree.of("text", reject.text(), "code", reject.code())),
            Kind.of("set-header", List.of(Field.of("field", Field.Type.TEXT), Field.of("value", Field.Type.TEXT)), Action.SetHeader.class,
                values -> new Action.SetHeader(values.text("field"), values.text("value")),
                header -> Tree.of("field", header.field(), "value", header.value())),
            Kind.of("tag-external", List.of(Field.optional("subject-prefix", Field.Type.TEXT), Field.optional("banner", Field.Type.TEXT)),
                Action.TagExternal.class,
                values -> new Action.TagExternal(values.text("subject-prefix", ""), values.text("banner", "")),
                tag -> Tree.of("subject-prefix", tag.subjectPrefix(), "banner", tag.banner())),
            Kind.of("remove-attachments", List.of(Field.optional("all", Field.Type.TRUTH), Field.optional("text", Field.Type.TEXT),
                    Field.optional("quarantine", Field.Type.TRUTH)), Action.RemoveAttachments.class,
                values -> new Action.RemoveAttachments(values.truth("all", false), values.text("text", ""),
                    values.truth("quarantine", false)),
                remove -> Tree.of("all", remove.all(), "text", remove.text(), "quarantine", remove.quarantine())),
            Kind.of("disclaimer", List.of(Field.of("text", Field.Type.TEXT), Field.choice("position", false, List.of("start", "end")),
                    Field.optional("separator", Field.Type.TRUTH)), Action.Disclaimer.class,
                values -> new Action.Disclaimer(values.text("text"),
                    Action.Position.valueOf(values.text("position", "end").toUpperCase(Locale.ROOT)), values.truth("separator", true)),
                disclaimer -> Tree.of("text", disclaimer.html(), "position", lower(disclaimer.position()), "separator",
                    disclaimer.separator())),
            Kind.of("add-recipient", List.of(Field.of("to", Field.Type.TEXT)), Action.AddRecipient.class,
                values -> new Action.AddRecipient(values.text("to")), added -> Tree.of("to", added.to())),
            Kind.of("redirect", List.of(Field.of("to", Field.Type.TEXT)), Action.Redirect.class,
                values -> new Action.Redirect(values.text("to")), redirect -> Tree.of("to", redirect.to())),
            Kind.of("bcc", List.of(Field.of("to", Field.Type.TEXT), Field.optional("original", Field.Type.TRUTH)), Action.Bcc.class,
                values -> new Action.Bcc(values.text("to"), values.truth("original", true)),
                bcc -> Tree.of("to", bcc.to(), "original", bcc.original())),
            Kind.of("notify", List.of(Field.of("to", Field.Type.TEXT), Field.of("subject", Field.Type.TEXT),
                    Field.of("body", Field.Type.TEXT), Field.optional("attach", Field.Type.TRUTH)), Action.Notify.class,
                values -> new Action.Notify(values.text("to"), values.text("subject"), values.text("body"), values.truth("attach", false)),
                notify -> Tree.of("to", notify.to(), "subject", notify.subject(), "body", notify.body(), "attach", notify.attach())));
    }

    private static Kind<Action> word(String name, Action action) {
        return Kind.of(name, List.of(), action.getClass(), values -> action, any -> Tree.of());
    }

    private static Action quarantine(String kind) {
        return new Action.Quarantine(QuarantineKind.valueOf(kind.toUpperCase(Locale.ROOT)));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
