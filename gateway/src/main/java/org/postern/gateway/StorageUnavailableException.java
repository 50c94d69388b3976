// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway;

/**
 * The store could not be asked. Callers decide by the failure table whether to let pass, to wait or to answer 503; they never take it
 * for an empty answer.
 */
public class StorageUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
