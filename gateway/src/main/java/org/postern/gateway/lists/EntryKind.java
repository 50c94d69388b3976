// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.lists;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an entry of an address list is compared with, and how. */
public enum EntryKind {
    SENDER_ADDRESS,
    SENDER_DOMAIN,
    SENDER_PATTERN,
    RECIPIENT_ADDRESS,
    RECIPIENT_DOMAIN,
    RECIPIENT_PATTERN,
    CLIENT_ADDRESS,
    CLIENT_NETWORK;

    /** As people and programs write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of this name. */
    public static Optional<EntryKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Whether it speaks of the client. */
    public boolean ofClient() {
        return this == CLIENT_ADDRESS || this == CLIENT_NETWORK;
    }

    /** Whether it speaks of the envelope sender. */
    public boolean ofSender() {
        return this == SENDER_ADDRESS || this == SENDER_DOMAIN || this == SENDER_PATTERN;
    }

    /** Whether it speaks of a recipient. */
    public boolean ofRecipient() {
        return !ofClient() && !ofSender();
    }
}
