// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.Optional;

/**
 * Decides who sends a request. A token alone is not enough: the account must still be there with the same password, so that deleting
 * an account or changing its password ends its tokens at once, and its role is read anew each time.
 */
public final class Authentication {
    private final AccountStore accounts;
    private final AccessTokens tokens;

    public Authentication(AccountStore accounts, AccessTokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /**
     * The account behind a token; empty when the token is worth nothing. Throws
     * {@link org.postern.gateway.StorageUnavailableException} when the accounts cannot be read.
     */
    public Optional<Principal> authenticate(String token) {
        return tokens.read(token)
            .flatMap(claims -> accounts.find(claims.name())
                .filter(account -> account.password().fingerprint().equals(claims.fingerprint())))
            .map(account -> new Principal(account.name(), account.role()));
    }
}
