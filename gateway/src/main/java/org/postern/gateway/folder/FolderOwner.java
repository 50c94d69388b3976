// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import org.apache.james.core.Username;

/**
 * The user of this server to whom quarantined mail for a recipient is shown.
 *
 * @param user          name in James
 * @param deliveredHere whether the recipient's mail is delivered to this server's mailboxes; if not it goes on to a server behind
 */
public record FolderOwner(Username user, boolean deliveredHere) {
}
