// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much people are told in the daily report of their quarantined mail. */
public enum DigestKind {
    /** There is no report. */
    OFF,
    /** A line for each message, with a link to it. */
    SHORT,
    /** Everything known of each message, with a link for each thing that can be done. */
    VERBOSE,
    /** By the template of the domain. */
    OWN;

    /** As settings and programs write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of this name. */
    public static Optional<DigestKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
