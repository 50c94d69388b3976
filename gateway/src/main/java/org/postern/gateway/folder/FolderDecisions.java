// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import java.util.Optional;

import org.apache.james.core.Username;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.ReleaseOutcome;

/**
 * Carries out what owners decide by moving messages out of the folder. It looks at the message of a projection, which only Postern
 * makes, and never at what a message says of itself, so that no forged header can decide anything.
 */
public final class FolderDecisions {
    private final Quarantine quarantine;
    private final QuarantineFolder folder;
    private final FolderOwners owners;
    private final FolderMailbox mailbox;

    public FolderDecisions(Quarantine quarantine, QuarantineFolder folder, FolderOwners owners, FolderMailbox mailbox) {
        this.quarantine = quarantine;
        this.folder = folder;
        this.owners = owners;
        this.mailbox = mailbox;
    }

    /**
     * Makes quarantine and folder agree on one item:
     *
     * <pre>
     * item                  | message                    | what is done
     * settled or expired    | wherever                   | see {@link QuarantineFolder#end}
     * being released        | wherever                   | nothing now; the release tells when it is done
     * pending               | see {@link Whereabouts}    | KEEP nothing; RELEASE, DELETE: so decided; SHOW_AGAIN: put into a new folder
     *                       |                            | RELEASE that virus engines forbid: taken back into the folder
     * pending, interrupted  | perhaps in the folder      | found there, or put there
     * </pre>
     *
     * @throws FolderException and others when something is away; then nothing is lost and it may be called again
     */
    public void settle(FolderProjection projection) {
        Optional<QuarantineItem> item = quarantine.find(projection.item());
        if (item.filter(found -> found.status() == ItemStatus.PENDING).isPresent()) {
            settlePending(projection, item.get());
        } else {
            follow(projection, item);
        }
    }

    /** A release that is under way tells when it is done. */
    private void follow(FolderProjection projection, Optional<QuarantineItem> item) {
        if (item.map(QuarantineItem::status).filter(status -> status == ItemStatus.RELEASING || status == ItemStatus.PENDING).isEmpty()) {
            folder.end(projection, item);
        }
    }

    private void settlePending(FolderProjection projection, QuarantineItem item) {
        if (projection.place().isEmpty()) {
            folder.show(item.id(), false);
            return;
        }
        Whereabouts whereabouts = mailbox.whereabouts(Username.of(projection.user()), projection.place().get());
        switch (whereabouts.decision()) {
            case RELEASE -> release(projection, item, whereabouts.destination());
            case DELETE -> {
                quarantine.delete(item.id(), actor(projection));
                folder.hide(projection);
            }
            case SHOW_AGAIN -> folder.showAgain(item, projection);
            default -> {
                // KEEP: both sides agree.
            }
        }
    }

    private void release(FolderProjection projection, QuarantineItem item, String destination) {
        boolean hasIt = owners.ownerOf(item.recipient()).map(FolderOwner::deliveredHere).orElse(false);
        ReleaseOutcome outcome = hasIt
            ? quarantine.refused(item.id(), actor(projection))
                .orElseGet(() -> quarantine.settleElsewhere(item.id(), actor(projection), destination))
            : quarantine.release(item.id(), actor(projection));
        switch (outcome) {
            case VIRUS_FOUND, NOT_SCANNED -> folder.putBack(item, projection);
            case RELEASED -> folder.hide(projection);
            // Somebody was faster since the item was looked at.
            default -> follow(projection, quarantine.find(item.id()));
        }
    }

    /** Notes in the quarantine whether the owner has read the message in the folder. */
    public void noteSeen(FolderProjection projection) {
        Optional<QuarantineItem> item = quarantine.find(projection.item()).filter(found -> found.status() == ItemStatus.PENDING);
        Optional<Boolean> seen = projection.place().flatMap(place -> mailbox.isSeen(Username.of(projection.user()), place));
        if (item.isPresent() && seen.isPresent()) {
            quarantine.markSeen(item.get(), seen.get());
        }
    }

    private static String actor(FolderProjection projection) {
        return "user " + projection.user();
    }
}
