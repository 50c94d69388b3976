// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.lists;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The two address lists that hold for all mail. */
public enum ListName {
    WELCOMELIST,
    BLOCKLIST;

    /** As people, programs and the facts of a message write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The list of this name. */
    public static Optional<ListName> of(String word) {
        return Arrays.stream(values()).filter(list -> list.word().equals(word)).findFirst();
    }
}
