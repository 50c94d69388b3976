// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.nio.file.NoSuchFileException;

/**
 * A file of rules that cannot be used at start, when there is nothing older to go on with.
 */
public class UnusableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableFileException(String files, Throwable cause) {
        super(files + " cannot be used: " + reason(cause), cause);
    }

    static String reason(Throwable cause) {
        if (cause instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
