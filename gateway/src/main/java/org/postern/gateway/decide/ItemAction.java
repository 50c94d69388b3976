// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.decide;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do with a quarantined message. */
public enum ItemAction {
    RELEASE,
    DELETE,
    /** Its sender goes on the recipient's own welcomelist, and it is released. */
    WELCOMELIST,
    /** Its sender goes on the recipient's own blocklist, and it is deleted. */
    BLOCKLIST,
    /** The classifier learns it as spam; it waits as before. */
    REPORT_SPAM,
    /** The classifier learns it as wanted; it waits as before. */
    REPORT_HAM,
    SEEN,
    UNSEEN,
    /** Those who manage the quarantine are asked to release it. */
    REQUEST_RELEASE;

    /** As programs write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The action of this name. */
    public static Optional<ItemAction> of(String word) {
        return Arrays.stream(values()).filter(action -> action.word().equals(word)).findFirst();
    }

    /** Whether the message leaves the quarantine by it. */
    public boolean releases() {
        return this == RELEASE || this == WELCOMELIST;
    }

    /** Whether the message is gone after it. */
    public boolean deletes() {
        return this == DELETE || this == BLOCKLIST;
    }
}
