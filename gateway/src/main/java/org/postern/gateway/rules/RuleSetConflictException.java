// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rules;

/** Somebody else changed the working copy after the caller had read it. */
public final class RuleSetConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RuleSetConflictException(String message) {
        super(message);
    }
}
