// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dkim;

/** A signature or a key that cannot be understood: a permanent error. */
public final class DkimSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    public DkimSyntaxException(String message) {
        super(message);
    }
}
