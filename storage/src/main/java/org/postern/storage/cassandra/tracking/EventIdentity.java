// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.tracking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

import org.postern.gateway.tracking.Event;

/**
 * Tells events of the same instant apart, and equal events not: a hash of everything in the event but its message and time.
 */
final class EventIdentity {
    private static final int BYTES = 12;

    private EventIdentity() {
    }

    static String of(Event event) {
        MessageDigest digest = sha256();
        add(digest, event.node());
        add(digest, event.type().name());
        add(digest, event.recipient().orElse(""));
        new TreeMap<>(event.details()).forEach((name, value) -> {
            add(digest, name);
            add(digest, value);
        });
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
