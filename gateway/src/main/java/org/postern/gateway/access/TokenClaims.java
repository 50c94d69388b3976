// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

/**
 * What a token of ours says, its signature and lifetime checked.
 *
 * @param name        account it was made for
 * @param fingerprint {@link PasswordHash#fingerprint()} at that time
 */
public record TokenClaims(AccountName name, String fingerprint) {
}
