// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rewrite;

/** A message cannot be changed as a rule wants it, so that it must not be delivered as if it had been. */
public final class UneditableMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UneditableMessageException(String message) {
        super(message);
    }
}
