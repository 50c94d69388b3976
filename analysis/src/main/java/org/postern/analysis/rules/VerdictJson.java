// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.postern.analysis.json.VersionedJson;

/** The stored form of a verdict, with the same promises as that of facts. Actions carry their kind in the field {@code type}. */
public final class VerdictJson {
    /** Version of the layout that this code writes and reads. */
    public static final int VERSION = 2;

    private final VersionedJson<Verdict> json = new VersionedJson<>(Verdict.class, VERSION).with(Action.class, TaggedAction.class);

    /** Says how the kinds of actions are told apart, without tying the actions themselves to a JSON library. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Action.SetHeader.class, name = "set-header"),
        @JsonSubTypes.Type(value = Action.Notify.class, name = "notify"),
        @JsonSubTypes.Type(value = Action.Quarantine.class, name = "quarantine"),
        @JsonSubTypes.Type(value = Action.TagExternal.class, name = "tag-external"),
        @JsonSubTypes.Type(value = Action.RemoveAttachments.class, name = "remove-attachments"),
        @JsonSubTypes.Type(value = Action.Disclaimer.class, name = "disclaimer"),
        @JsonSubTypes.Type(value = Action.AddRecipient.class, name = "add-recipient"),
        @JsonSubTypes.Type(value = Action.Redirect.class, name = "redirect"),
        @JsonSubTypes.Type(value = Action.Bcc.class, name = "bcc"),
        @JsonSubTypes.Type(value = Action.Reject.class, name = "reject"),
        @JsonSubTypes.Type(value = Action.Block.class, name = "block"),
        @JsonSubTypes.Type(value = Action.Accept.class, name = "accept")
    })
    private interface TaggedAction {
        @JsonIgnore
        boolean isFinal();
    }

    /** Writes a verdict as one line of JSON. */
    public String write(Verdict verdict) {
        return json.write(verdict);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when it is no such JSON or of a version that is not supported
     */
    public Verdict read(String text) {
        return json.read(text);
    }
}
