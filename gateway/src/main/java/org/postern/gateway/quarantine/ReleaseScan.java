// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import org.postern.analysis.message.MessageSource;

/** Looks for viruses once more before a message leaves the quarantine: engines may know today what they did not know when it came. */
@FunctionalInterface
public interface ReleaseScan {

    /** What was found; never throws. */
    Result scan(MessageSource content);

    /** No engines: nothing is ever found. */
    static ReleaseScan none() {
        return content -> new Result(Finding.CLEAN, "");
    }

    /** Whether there is a virus. */
    enum Finding {
        CLEAN,
        INFECTED,
        /** An engine did not finish; that is not the same as clean. */
        UNKNOWN
    }

    /**
     * An answer.
     *
     * @param detail names of viruses, or why nothing is known
     */
    record Result(Finding finding, String detail) {
    }
}
