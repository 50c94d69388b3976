// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where the message of an item is found, and what its owner wants by that. The present state alone decides, not how it came about, so
 * that a change seen at once, one seen after a restart and one done with COPY and EXPUNGE instead of MOVE all end the same:
 *
 * <pre>
 * in the folder | in another mailbox | in trash or junk | folder there | decision
 * any           | yes                | any              | any          | RELEASE
 * yes           | no                 | any              | any          | KEEP       (a client that copies to trash expunges next)
 * no            | no                 | yes              | any          | DELETE
 * no            | no                 | no               | yes          | DELETE
 * no            | no                 | no               | no           | SHOW_AGAIN (the folder was lost, nobody decided anything)
 * </pre>
 *
 * @param folderExists whether the mailbox that was the folder exists
 * @param inFolder     whether the message is in it
 * @param elsewhere    names of the owner's other mailboxes with the message
 */
public record Whereabouts(boolean folderExists, boolean inFolder, List<String> elsewhere) {
    private static final Set<String> DISCARDED = Set.of("trash", "deleted", "deleted items", "deleted messages", "junk", "junk email",
        "spam");

    /** What the owner wants. */
    public enum Decision {
        KEEP,
        RELEASE,
        DELETE,
        SHOW_AGAIN
    }

    public Whereabouts {
        elsewhere = List.copyOf(elsewhere);
    }

    /** The decision, by the table above. */
    public Decision decision() {
        if (elsewhere.stream().anyMatch(name -> !isDiscarded(name))) {
            return Decision.RELEASE;
        }
        if (inFolder) {
            return Decision.KEEP;
        }
        return elsewhere.isEmpty() && !folderExists ? Decision.SHOW_AGAIN : Decision.DELETE;
    }

    /** A mailbox for the timeline: the one the owner has moved the message to. */
    public String destination() {
        return elsewhere.stream().filter(name -> !isDiscarded(name)).findFirst().orElse("");
    }

    /** Whether a mailbox of this name holds what its owner has thrown away. */
    static boolean isDiscarded(String mailbox) {
        // Whatever the delimiter, "INBOX.Trash" and "Archive/Spam" are meant too.
        String[] parts = mailbox.toLowerCase(Locale.ROOT).split("[./]");
        return parts.length > 0 && DISCARDED.contains(parts[parts.length - 1]);
    }
}
