// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

import org.postern.analysis.facts.MessageId;

/**
 * Names one quarantined message for one recipient. It is computed from the message id and the recipient, so that a message that is
 * filtered again after a crash lands on the same item instead of a second one.
 *
 * @param value {@code <message id>-<16 hexadecimal digits>}
 */
public record ItemId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9A-Z]{26}-[0-9a-f]{16}");
    private static final int HASH_BYTES = 8;

    public ItemId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a quarantine id: " + value);
        }
    }

    /** The id of this message for this recipient; the recipient's case does not matter. */
    public static ItemId of(String messageId, String recipient) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(recipient.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return new ItemId(messageId + "-" + HexFormat.of().formatHex(hash, 0, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches() && MessageId.isValid(text.substring(0, text.indexOf('-')));
    }

    /** The message this item belongs to. */
    public String messageId() {
        return value.substring(0, value.indexOf('-'));
    }

    @Override
    public String toString() {
        return value;
    }
}
