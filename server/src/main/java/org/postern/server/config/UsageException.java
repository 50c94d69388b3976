// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

/**
 * The operator asked for something that cannot be; the message says what and how to ask instead.
 */
public class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
