// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

/**
 * The queue did not take a released message. The item is in quarantine as before and can be released again.
 */
public class ReleaseFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReleaseFailedException(ItemId id, Throwable cause) {
        super("The queue did not take " + id + ": " + cause.getMessage(), cause);
    }
}
