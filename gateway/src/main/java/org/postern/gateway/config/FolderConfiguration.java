// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.postern.analysis.rules.QuarantineKind;

/**
 * The folder in which users of this server see their quarantined mail.
 *
 * @param enabled           whether there is one
 * @param name              its name in each user's mailboxes
 * @param hidden            kinds that are not shown there, and so cannot be released by users
 * @param reconcileInterval time between two comparisons of folders and quarantine, 1 s to 1 d
 */
public record FolderConfiguration(boolean enabled, String name, Set<QuarantineKind> hidden, Duration reconcileInterval) {
    public FolderConfiguration {
        hidden = Set.copyOf(hidden);
    }

    /** The same with further kinds that are not shown. */
    public FolderConfiguration hiding(Set<QuarantineKind> more) {
        return new FolderConfiguration(enabled, name, Stream.concat(hidden.stream(), more.stream()).collect(Collectors.toSet()),
            reconcileInterval);
    }

    static FolderConfiguration from(Settings settings) {
        return new FolderConfiguration(
            settings.flag("folder.enabled", true),
            settings.value("folder.name", "Quarantine", FolderConfiguration::name,
                "1 to 60 letters, digits, spaces, hyphens and underscores, and not INBOX"),
            settings.value("folder.hidden-kinds", Set.of(QuarantineKind.VIRUS), FolderConfiguration::kinds,
                "none, or kinds separated by commas: " + Arrays.toString(QuarantineKind.values()).toLowerCase(Locale.ROOT)),
            settings.duration("folder.reconcile-interval", Duration.ofMinutes(15), Duration.ofSeconds(1), Duration.ofDays(1)));
    }

    private static Set<QuarantineKind> kinds(String text) {
        if (text.equalsIgnoreCase("none")) {
            return Set.of();
        }
        return Arrays.stream(text.split("[,\\s]+")).map(kind -> QuarantineKind.valueOf(kind.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
    }

    private static String name(String text) {
        if (!text.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} _-]{0,59}") || text.equalsIgnoreCase("INBOX")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
