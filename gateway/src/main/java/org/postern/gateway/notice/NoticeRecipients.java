// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.notice;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.postern.analysis.facts.Facts;

/**
 * Decides who gets a notice. What a stranger wrote as the sender may end up here, so that only plain addresses are taken, and nobody
 * is written to because of a message that was itself automatic (RFC 3834 section 2), which would make loops.
 */
public final class NoticeRecipients {
    private static final Pattern ADDRESS = Pattern.compile(
        "[^\\s<>(),;:@\"\\[\\]\\\\\\p{Cntrl}]{1,64}@[^\\s<>(),;:@\"\\\\\\p{Cntrl}]{1,255}");

    private NoticeRecipients() {
    }

    /** The usable addresses of a list separated by commas. */
    public static List<String> of(String list, Facts facts) {
        return Stream.of(list.split(","))
            .map(String::strip)
            .filter(address -> ADDRESS.matcher(address).matches())
            .filter(address -> !(address.equalsIgnoreCase(facts.envelope().sender()) && automatic(facts)))
            .distinct()
            .toList();
    }

    private static boolean automatic(Facts facts) {
        boolean submitted = facts.header("Auto-Submitted").filter(value -> !value.strip().equalsIgnoreCase("no")).isPresent();
        boolean bulk = facts.header("Precedence").map(value -> value.strip().toLowerCase(Locale.ROOT))
            .filter(value -> List.of("bulk", "list", "junk").contains(value)).isPresent();
        return submitted || bulk || facts.header("List-Id").isPresent();
    }
}
