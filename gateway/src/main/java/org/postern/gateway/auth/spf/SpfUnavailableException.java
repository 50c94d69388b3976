// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.spf;

/** The DNS did not answer: a temporary error. */
final class SpfUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    SpfUnavailableException(String message) {
        super(message);
    }
}
