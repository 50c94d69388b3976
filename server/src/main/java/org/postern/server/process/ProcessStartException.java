// SPDX-License-Identifier: Apache-2.0
package org.postern.server.process;

/**
 * A child process did not come up; the message is meant for the operator and holds the end of the child's own output.
 */
public class ProcessStartException extends Exception {
    private static final long serialVersionUID = 1L;

    public ProcessStartException(String message) {
        super(message);
    }

    public ProcessStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
