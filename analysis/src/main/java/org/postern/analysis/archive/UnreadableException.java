// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.IOException;

/** An archive of a format, version or method that nothing here reads; it may well be in order. */
final class UnreadableException extends IOException {
    UnreadableException(String message) {
        super(message);
    }
}
