// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.who;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.postern.analysis.facts.DirectoryEntry;
import org.postern.analysis.facts.DistinguishedNames;

/**
 * Turns what a directory says into texts that are looked up: an address has some of them, a who object asks for one. So a thousand objects
 * on groups cost a message no more than one.
 */
public final class DirectoryKeys {
    private static final String ANY_PROFILE = "";

    private DirectoryKeys() {
    }

    /** What an address has by these entries. */
    public static Set<String> of(Collection<DirectoryEntry> entries) {
        Set<String> keys = new HashSet<>();
        for (DirectoryEntry entry : entries) {
            for (String profile : List.of(ANY_PROFILE, entry.profile())) {
                keys.add(key('k', profile, ""));
                entry.accounts().forEach(account -> keys.add(account(account, profile)));
                entry.groups().forEach(group -> addGroup(keys, 'd', profile, group));
                entry.groups().forEach(group -> addGroup(keys, 'n', profile, group));
                entry.inherited().forEach(group -> addGroup(keys, 'n', profile, group));
            }
        }
        return keys;
    }

    static String account(String account, Optional<String> profile) {
        return account(account, profile.orElse(ANY_PROFILE));
    }

    static String group(String group, Optional<String> profile, boolean nested) {
        String wanted = group.indexOf('=') > 0 ? DistinguishedNames.normal(group) : '*' + group.toLowerCase(Locale.ROOT);
        return key(nested ? 'n' : 'd', profile.orElse(ANY_PROFILE), wanted);
    }

    static String known(Optional<String> profile) {
        return key('k', profile.orElse(ANY_PROFILE), "");
    }

    private static String account(String account, String profile) {
        return key('a', profile, account.toLowerCase(Locale.ROOT));
    }

    /** A group goes by its whole name and by the first part of it. */
    private static void addGroup(Set<String> keys, char kind, String profile, String group) {
        keys.add(key(kind, profile, group));
        DistinguishedNames.first(group).ifPresent(name -> keys.add(key(kind, profile, '*' + name.toLowerCase(Locale.ROOT))));
    }

    private static String key(char kind, String profile, String value) {
        return kind + profile + '\n' + value;
    }
}
