// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.preview;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which pictures of a message somebody wants to see; fetching one tells its sender that the message was looked at. */
public enum ImagePolicy {
    NONE("'none'"),
    /** Those that came with the message. */
    EMBEDDED("data:"),
    /** Those of the web, too. */
    REMOTE("data: https: http:");

    private final String sources;

    ImagePolicy(String sources) {
        this.sources = sources;
    }

    /** As programs write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As a content security policy writes it. */
    public String sources() {
        return sources;
    }

    /** The policy of this name. */
    public static Optional<ImagePolicy> of(String word) {
        return Arrays.stream(values()).filter(policy -> policy.word().equals(word)).findFirst();
    }
}
