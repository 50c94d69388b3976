// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

/** A judgement could not be carried out now; it may be tried again. */
public class LearningException extends RuntimeException {
    public LearningException(String message, Throwable cause) {
        super(message, cause);
    }
}
