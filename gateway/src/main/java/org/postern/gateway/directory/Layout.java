// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.util.List;
import java.util.Optional;

/**
 * Where a directory keeps its people and groups, and in which attributes.
 *
 * @param base              where people are looked for; the server's default naming context when it is empty
 * @param filter            LDAP filter that people must fulfil besides having an address
 * @param accountAttributes attributes with names to sign in by
 * @param mailAttributes    attributes with addresses, the primary one first
 * @param groupBase         where groups are looked for; without it groups are those that people name in {@code memberOf}
 * @param groupClasses      object classes of groups
 * @param memberAttributes  attributes of groups that name members, by distinguished name or by account
 * @param pageSize          entries asked for at once
 * @param mostEntries       people, and groups, at which reading is given up, since something must be wrong
 */
public record Layout(Optional<String> base, Optional<String> filter, List<String> accountAttributes, List<String> mailAttributes,
                     Optional<String> groupBase, List<String> groupClasses, List<String> memberAttributes, int pageSize, int mostEntries) {
    public static final List<String> ACCOUNTS = List.of("sAMAccountName", "uid");
    public static final List<String> ADDRESSES = List.of("mail", "userPrincipalName", "proxyAddresses", "otherMailbox",
        "mailAlternativeAddress", "mailAlternateAddress", "mailLocalAddress");
    public static final List<String> GROUPS = List.of("group", "groupOfNames", "groupOfUniqueNames", "posixGroup", "univentionGroup",
        "ipausergroup");
    public static final List<String> MEMBERS = List.of("member", "uniqueMember", "memberUid");

    public Layout {
        accountAttributes = named(accountAttributes, "accountAttributes");
        mailAttributes = named(mailAttributes, "mailAttributes");
        groupClasses = named(groupClasses, "groupClasses");
        memberAttributes = named(memberAttributes, "memberAttributes");
    }

    private static List<String> named(List<String> names, String what) {
        if (names.isEmpty() || !names.stream().allMatch(name -> name.matches("[A-Za-z][A-Za-z0-9-]{0,63}"))) {
            throw new IllegalArgumentException("'" + what + "' needs at least one name of letters, digits and hyphens");
        }
        return List.copyOf(names);
    }
}
