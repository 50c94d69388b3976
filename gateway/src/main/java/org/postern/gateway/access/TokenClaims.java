// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.Optional;

/**
 * What a token of ours says, its signature and lifetime checked.
 *
 * @param name        account it was made for
 * @param fingerprint {@link PasswordHash#fingerprint()} at that time, or who it is when the password is kept elsewhere
 */
public record TokenClaims(AccountName name, String fingerprint) {
    /** Stands in front of an identity. No fingerprint begins so. */
    private static final String OUTSIDE = "outside:";

    static String outside(String identity) {
        return OUTSIDE + identity;
    }

    /** {@link OutsideAccount#identity()} of whoever signed in, when his password is kept elsewhere. */
    public Optional<String> outsideIdentity() {
        return fingerprint.startsWith(OUTSIDE) ? Optional.of(fingerprint.substring(OUTSIDE.length())) : Optional.empty();
    }
}
