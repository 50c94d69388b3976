// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import java.time.Instant;
import java.util.Optional;

import org.postern.gateway.quarantine.ItemId;

/**
 * The durable mark that a quarantine item has been put into its owner's folder. Without it an item that is missing from the folder
 * could be one that was never shown or one that the user has removed.
 *
 * @param user    name of the James user who owns the folder
 * @param item    the item shown
 * @param begunAt when it was about to be put into the folder
 * @param place   where it was put; empty from just before until just after, and after a crash in between
 */
public record FolderProjection(String user, ItemId item, Instant begunAt, Optional<FolderPlace> place) {

    /** The same projection, its message now in the folder. */
    public FolderProjection at(FolderPlace where) {
        return new FolderProjection(user, item, begunAt, Optional.of(where));
    }
}
