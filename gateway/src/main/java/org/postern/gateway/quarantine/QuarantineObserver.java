// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import org.postern.analysis.message.MessageSource;

/**
 * Told of what happens in the quarantine, so that other views of it (a user's mailbox) can follow. What an observer throws is logged
 * and changes nothing: a view can be reconciled later, mail cannot.
 */
public interface QuarantineObserver {

    /** An item has been stored and waits for a decision. May be told again of the same item after a crash. */
    void quarantined(QuarantineItem item, MessageSource content);

    /**
     * An item is being released, and its message can still be read. It may yet fail, so that it can be told again.
     *
     * @param actor who decided; users of this server are {@code user <name>}
     */
    default void releasing(QuarantineItem item, String actor, MessageSource content) {
    }

    /** Somebody has looked at a waiting item, or says that nobody has. */
    default void seen(QuarantineItem item, boolean seen) {
    }

    /** An item has been released or deleted; its status says which. */
    void settled(QuarantineItem item);
}
