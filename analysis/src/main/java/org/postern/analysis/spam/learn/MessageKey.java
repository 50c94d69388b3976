// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

import org.postern.analysis.facts.HeaderField;

/**
 * Tells whether two readings are of the same message, so that nothing is learned twice. It rests on what the sender wrote and not on
 * what servers add on the way, for a message comes back from a mailbox with other header fields than it arrived with.
 */
public final class MessageKey {
    private static final Set<String> WRITTEN_BY_THE_SENDER = Set.of("message-id", "date", "from", "subject");

    private MessageKey() {
    }

    /** The key, 64 hexadecimal digits. */
    public static String of(LearnableMessage message) {
        MessageDigest digest = sha256();
        for (HeaderField field : message.headers()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (WRITTEN_BY_THE_SENDER.contains(name)) {
                update(digest, name + ":" + field.value().strip());
            }
        }
        update(digest, message.content().replace("\r", "").strip());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
