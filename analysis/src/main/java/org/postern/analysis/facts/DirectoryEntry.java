// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.util.List;

/**
 * What one directory says of the owner of one address of a message, kept so that rules can be tried again when the directory has changed.
 *
 * @param address   in the form in which addresses are compared
 * @param profile   name of the directory's profile
 * @param accounts  account names of the owner
 * @param groups    distinguished names, normalised, of the groups that name the owner as a member
 * @param inherited the same of the groups that these are members of, at any depth
 */
public record DirectoryEntry(String address, String profile, List<String> accounts, List<String> groups, List<String> inherited) {
    public DirectoryEntry {
        accounts = accounts == null ? List.of() : List.copyOf(accounts);
        groups = groups == null ? List.of() : List.copyOf(groups);
        inherited = inherited == null ? List.of() : List.copyOf(inherited);
    }
}
