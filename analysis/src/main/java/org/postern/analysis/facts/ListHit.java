// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.Optional;

/**
 * An entry of an address list that speaks of this message.
 *
 * @param list      name of the list; {@link #WELCOMELIST} and {@link #BLOCKLIST} are those of a person or of all
 * @param recipient whose list it is; empty for a list that holds for all recipients
 * @param entry     the entry as written
 */
public record ListHit(String list, Optional<String> recipient, String entry) {
    public static final String WELCOMELIST = "welcomelist";
    public static final String BLOCKLIST = "blocklist";

    /** Whether it speaks for this recipient. */
    public boolean concerns(String address) {
        return recipient.isEmpty() || recipient.get().equalsIgnoreCase(address);
    }
}
