// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.spf;

/** A policy that cannot be understood, or that goes beyond a limit: a permanent error of the domain's owner. */
final class SpfSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    SpfSyntaxException(String message) {
        super(message);
    }
}
