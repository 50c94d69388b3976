// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which header a rule looks at and how: {@code Subject}, {@code From:addr}, {@code Subject:raw}, {@code ALL}, {@code ToCc}.
 *
 * @param name lower case
 */
record HeaderSelector(String name, Form form) {
    private static final Set<String> RECIPIENTS = Set.of("to", "cc");
    private static final Set<String> IDS = Set.of("message-id", "x-message-id", "resent-message-id");

    /** How the value is prepared. */
    enum Form {
        DECODED,
        RAW,
        ADDRESS,
        NAME
    }

    static HeaderSelector parse(String text) {
        int colon = text.indexOf(':');
        String name = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
        String modifier = colon < 0 ? "" : text.substring(colon + 1).toLowerCase(Locale.ROOT);
        return new HeaderSelector(name, switch (modifier) {
            case "" -> Form.DECODED;
            case "raw" -> Form.RAW;
            case "addr" -> Form.ADDRESS;
            case "name" -> Form.NAME;
            default -> throw new IllegalArgumentException("header modifier :" + modifier + " is not supported");
        });
    }

    boolean all() {
        return name.equals("all");
    }

    boolean selects(String fieldName) {
        String lower = fieldName.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "tocc" -> RECIPIENTS.contains(lower);
            case "messageid" -> IDS.contains(lower);
            default -> lower.equals(name);
        };
    }

    /** Names that stand for what only a full trace of the mail's relays can tell. */
    static boolean isUnsupported(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("x-spam-relays-") || List.of("envelopefrom", "all-trusted", "all-untrusted", "all-internal", "all-external")
            .contains(lower);
    }
}
