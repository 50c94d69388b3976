// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

/** Ends the walk through a message at a bound; never leaves this package. */
final class BoundHitException extends RuntimeException {
    private final String setting;
    private final long limit;

    BoundHitException(String setting, long limit) {
        super(setting, null, false, false);
        this.setting = setting;
        this.limit = limit;
    }

    String setting() {
        return setting;
    }

    long limit() {
        return limit;
    }
}
