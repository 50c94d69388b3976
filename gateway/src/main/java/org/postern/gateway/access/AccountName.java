// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name under which an administrator signs in, in lower case, so that one person cannot hold two accounts by case.
 *
 * @param value 1 to 64 of the characters {@code a-z 0-9 . _ - @ +}, beginning with a letter or digit
 */
public record AccountName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");

    public AccountName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                "an account name has 1 to 64 of the characters a-z 0-9 . _ - @ + and begins with a letter or digit");
        }
    }

    /** The name with its case folded; throws IllegalArgumentException with a text for people. */
    public static AccountName of(String text) {
        return new AccountName(text.toLowerCase(Locale.ROOT));
    }

    /** Empty instead of an exception, for input that must not be commented on. */
    public static Optional<AccountName> parse(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        return FORM.matcher(folded).matches() ? Optional.of(new AccountName(folded)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
