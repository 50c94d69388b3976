// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

/**
 * Names a message in James's mailboxes, in James's serialised forms.
 *
 * @param mailboxId the folder it was put into
 * @param messageId stays the same when the message is moved or copied
 */
public record FolderPlace(String mailboxId, String messageId) {
}
