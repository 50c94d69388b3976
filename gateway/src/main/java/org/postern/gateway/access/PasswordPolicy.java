// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

/**
 * What a new password must be. Length is what counts against guessing; rules about characters only make people write passwords down.
 */
final class PasswordPolicy {
    private static final int MINIMUM_CHARACTERS = 8;

    private PasswordPolicy() {
    }

    /** Hashes an acceptable password; throws IllegalArgumentException, with a text for people, for another. */
    static PasswordHash accept(AccountName name, String password) {
        if (password.codePointCount(0, password.length()) < MINIMUM_CHARACTERS) {
            throw new IllegalArgumentException("a password needs at least " + MINIMUM_CHARACTERS + " characters");
        }
        if (password.equalsIgnoreCase(name.value())) {
            throw new IllegalArgumentException("the password must not be the account's name");
        }
        return PasswordHash.of(password);
    }
}
