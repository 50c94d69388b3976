// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.util.Optional;
import java.util.Set;

/**
 * Decides who sends a request. A token alone is not enough: the account must still be there with the same password, so that deleting
 * an account or changing its password ends its tokens at once, and its role is read anew each time.
 */
public final class Authentication {
    private final AccountStore accounts;
    private final AccessTokens tokens;
    private final OutsideAccounts outside;
    private final Optional<UserSignIn> users;

    public Authentication(AccountStore accounts, AccessTokens tokens) {
        this(accounts, tokens, OutsideAccounts.NONE);
    }

    /** Authentication that knows administrators and users of other places too. */
    public Authentication(AccountStore accounts, AccessTokens tokens, OutsideAccounts outside) {
        this(accounts, tokens, outside, Optional.empty());
    }

    /** Authentication that knows people who look after their own mail, too. */
    public Authentication(AccountStore accounts, AccessTokens tokens, OutsideAccounts outside, Optional<UserSignIn> users) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.outside = outside;
        this.users = users;
    }

    /**
     * The account behind a token; empty when the token is worth nothing. Throws
     * {@link org.postern.gateway.StorageUnavailableException} when the accounts cannot be read.
     */
    public Optional<Principal> authenticate(String token) {
        return tokens.read(token).flatMap(this::principal)
            .or(() -> users.flatMap(one -> one.user(token)).map(Principal::of));
    }

    private Optional<Principal> principal(TokenClaims claims) {
        Optional<Account> account = accounts.find(claims.name());
        Optional<String> identity = claims.outsideIdentity();
        if (identity.isPresent()) {
            return account.isPresent() ? Optional.empty() : outside.find(claims.name(), identity.get())
                .map(found -> new Principal(claims.name(), found.role(), found.addresses(), found.domains()));
        }
        return account.filter(found -> found.password().fingerprint().equals(claims.fingerprint()))
            .map(found -> new Principal(found.name(), found.role(), Set.of(), found.domains()));
    }
}
