// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

/**
 * James could not do with a mailbox what was asked, such as when it is away or a quota is reached. The work is tried again later.
 */
public class FolderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
