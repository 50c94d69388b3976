// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

/** A directory that cannot be reached, or does not answer as it should. The message is for administrators and holds no password. */
public final class DirectoryException extends Exception {
    private static final long serialVersionUID = 1L;

    public DirectoryException(String message) {
        super(message);
    }

    public DirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
