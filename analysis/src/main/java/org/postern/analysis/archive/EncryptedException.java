// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.IOException;

/** The whole archive, its list of members included, is encrypted. */
final class EncryptedException extends IOException {
    EncryptedException(String message) {
        super(message);
    }
}
