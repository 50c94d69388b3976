// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.lists;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which proof of who sent a message an entry asks for, because an envelope sender alone can be forged. */
public enum EntryCondition {
    NONE,
    /** The envelope sender's domain lets the client send; known from MAIL on. */
    SPF,
    /** A valid signature of the envelope sender's domain; known when the message is there. */
    DKIM,
    /** The author's domain is proved; known when the message is there. */
    DMARC;

    /** As people and programs write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The condition of this name. */
    public static Optional<EntryCondition> of(String word) {
        return Arrays.stream(values()).filter(condition -> condition.word().equals(word)).findFirst();
    }
}
