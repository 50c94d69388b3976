// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import java.util.Optional;

/**
 * Knows whose folder shows the mail of a recipient.
 */
@FunctionalInterface
public interface FolderOwners {

    /** The owner; empty when the recipient is no user of this server. Throws FolderException when that cannot be found out now. */
    Optional<FolderOwner> ownerOf(String recipient);
}
