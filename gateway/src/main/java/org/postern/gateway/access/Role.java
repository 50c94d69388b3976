// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an account may do. Each route asks for one {@link Permission}; nothing asks for a role by name, so that a further role is one
 * line here.
 */
public enum Role {
    /** Everything but mail of one's own, including James's own administration routes. */
    ADMIN(EnumSet.complementOf(EnumSet.of(Permission.OWN_QUARANTINE, Permission.DOMAIN_QUARANTINE))),
    /** Looks into the quarantine and decides, except over viruses. */
    QUARANTINE_MANAGER(EnumSet.of(Permission.READ_STATUS, Permission.READ_TRACKING, Permission.READ_QUARANTINE,
        Permission.READ_RULES, Permission.READ_CONTENT, Permission.SETTLE_QUARANTINE, Permission.TEACH)),
    /** Looks into the quarantine of some domains and decides, except over viruses; sees nothing else. */
    DOMAIN_MANAGER(EnumSet.of(Permission.DOMAIN_QUARANTINE)),
    /** Sees what happened and changes nothing; does not read other people's mail. */
    AUDITOR(EnumSet.of(Permission.READ_STATUS, Permission.READ_TRACKING, Permission.READ_QUARANTINE, Permission.READ_RULES,
        Permission.READ_DIRECTORY)),
    /** Somebody who gets mail: sees and decides on what is addressed to him. No account of Postern's own has this role. */
    USER(EnumSet.of(Permission.OWN_QUARANTINE));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    /** The roles that administrators can give. */
    public static List<Role> givable() {
        return Arrays.stream(values()).filter(role -> role != USER).toList();
    }

    /** Whether accounts of this role look after certain domains, and after nothing else. */
    public boolean ofDomains() {
        return may(Permission.DOMAIN_QUARANTINE);
    }

    /** Whether an account of this role may do that. */
    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
