// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the directories say of the people of a message. That a directory could not be asked is told apart from its not knowing an address:
 * nobody is taken for a stranger because a server was away.
 *
 * @param answered   profiles whose content is known
 * @param unanswered profiles of which nothing is known
 * @param entries    what is known of the message's addresses
 * @param passedOver addresses that were not looked up because there are too many
 */
public record DirectoryFacts(Set<String> answered, Set<String> unanswered, List<DirectoryEntry> entries, Set<String> passedOver) {
    private static final DirectoryFacts NONE = new DirectoryFacts(Set.of(), Set.of(), List.of(), Set.of());

    public DirectoryFacts {
        answered = answered == null ? Set.of() : Set.copyOf(answered);
        unanswered = unanswered == null ? Set.of() : Set.copyOf(unanswered);
        entries = entries == null ? List.of() : List.copyOf(entries);
        passedOver = passedOver == null ? Set.of() : Set.copyOf(passedOver);
    }

    /** No directory was asked. */
    public static DirectoryFacts none() {
        return NONE;
    }

    /** What is known of an address in its comparable form. */
    public List<DirectoryEntry> of(String address) {
        return entries.isEmpty() ? entries : entries.stream().filter(entry -> entry.address().equals(address)).toList();
    }

    /**
     * Whether it is not known what a profile says of an address.
     *
     * @param profile empty for all profiles together
     */
    public boolean isUnknown(String address, Optional<String> profile) {
        return passedOver.contains(address)
            || profile.map(name -> !answered.contains(name)).orElse(!unanswered.isEmpty() || answered.isEmpty());
    }

    /** Each profile that did not answer, as an unfinished check. */
    public List<UnknownCheck> unknown() {
        return new TreeSet<>(unanswered).stream()
            .map(name -> new UnknownCheck("directory." + name, "its directory has not been read yet")).toList();
    }
}
