// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.util.Locale;

/** Says in a line why an item is in quarantine, where only the item is at hand: in the users' folder, and when facts are not kept. */
public final class ItemWords {
    private static final int LONGEST = 400;

    private ItemWords() {
    }

    /** One line of at most 400 characters. */
    public static String of(QuarantineItem item) {
        String kind = item.kind().name().toLowerCase(Locale.ROOT);
        String rule = item.rules().isEmpty() ? "" : " by the rule \"" + item.rules().get(item.rules().size() - 1) + '"';
        String reason = item.reason().isBlank() ? "" : ": " + item.reason();
        String text = ("Put into the quarantine (" + kind + ")" + rule + reason).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
