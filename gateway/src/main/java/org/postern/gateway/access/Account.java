// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

/**
 * One person or program that may sign in to Postern's administration. Mail users are James's affair and have no account here.
 *
 * @param name     unique
 * @param password hash of the password
 * @param role     what the account may do
 */
public record Account(AccountName name, PasswordHash password, Role role) {

    /** The same account with another password. */
    public Account withPassword(PasswordHash other) {
        return new Account(name, other, role);
    }

    /** The same account with another role. */
    public Account withRole(Role other) {
        return new Account(name, password, other);
    }
}
