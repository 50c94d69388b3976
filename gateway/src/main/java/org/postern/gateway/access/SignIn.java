// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Turns a name and a password into a token. Guessing is slowed three ways: a pair of name and address locks first, then an address,
 * then a name; the last limit is high, because a stranger could otherwise lock an administrator out. An unknown name costs the same
 * work and gets the same answer as a wrong password.
 */
public final class SignIn {
    static final int FAILURES_OF_A_PAIR = 5;
    static final int FAILURES_OF_AN_ADDRESS = 30;
    static final int FAILURES_OF_A_NAME = 100;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final int KEYS_KEPT = 20_000;
    private static final int HASHES_AT_ONCE = 4;
    private static final long SECONDS_TO_WAIT_FOR_A_TURN = 5;

    private record Count(AttemptLimit limit, String key) {
    }

    private final AccountStore accounts;
    private final AccessTokens tokens;
    private final OutsideAccounts outside;
    private final AttemptLimit pairs;
    private final AttemptLimit addresses;
    private final AttemptLimit names;
    private final Semaphore turns = new Semaphore(HASHES_AT_ONCE, true);
    private final PasswordHash nobody = PasswordHash.of(UUID.randomUUID().toString());

    public SignIn(AccountStore accounts, AccessTokens tokens, Clock clock) {
        this(accounts, tokens, clock, OutsideAccounts.NONE);
    }

    /** Sign-in that asks elsewhere for names that have no account here. */
    public SignIn(AccountStore accounts, AccessTokens tokens, Clock clock, OutsideAccounts outside) {
        this.outside = outside;
        this.accounts = accounts;
        this.tokens = tokens;
        this.pairs = new AttemptLimit(FAILURES_OF_A_PAIR, WINDOW, KEYS_KEPT, clock);
        this.addresses = new AttemptLimit(FAILURES_OF_AN_ADDRESS, WINDOW, KEYS_KEPT, clock);
        this.names = new AttemptLimit(FAILURES_OF_A_NAME, WINDOW, KEYS_KEPT, clock);
    }

    /**
     * @param user     name as typed
     * @param password password as typed
     * @param address  IP address of the client
     * @throws org.postern.gateway.StorageUnavailableException when the accounts cannot be read
     */
    public SignInOutcome signIn(String user, String password, String address) {
        Optional<AccountName> name = AccountName.parse(user);
        // What cannot be a name still counts, all such names as one.
        String nameKey = name.map(AccountName::value).orElse("");
        List<Count> counts = List.of(new Count(pairs, nameKey + " " + address), new Count(addresses, address), new Count(names, nameKey));
        Optional<Duration> wait = begin(counts);
        if (wait.isPresent()) {
            return new SignInOutcome.Limited(wait.get());
        }
        Optional<Boolean> right = Optional.empty();
        try {
            Optional<Account> account = name.flatMap(accounts::find);
            right = inTurn(account.map(Account::password).orElse(nobody), password);
            if (right.isEmpty()) {
                return new SignInOutcome.Limited(Duration.ofSeconds(SECONDS_TO_WAIT_FOR_A_TURN));
            }
            if (account.isEmpty()) {
                Optional<OutsideAccount> found = name.flatMap(one -> outside.signIn(one, password));
                right = Optional.of(found.isPresent());
                return found.<SignInOutcome>map(one -> new SignInOutcome.SignedIn(tokens.issueOutside(name.get(), one), one.role()))
                    .orElseGet(SignInOutcome.Refused::new);
            }
            if (!right.get()) {
                return new SignInOutcome.Refused();
            }
            return new SignInOutcome.SignedIn(tokens.issue(account.get()), account.get().role());
        } finally {
            settle(counts, right);
        }
    }

    private static Optional<Duration> begin(List<Count> counts) {
        List<Count> begun = new ArrayList<>();
        for (Count count : counts) {
            Optional<Duration> wait = count.limit().begin(count.key());
            if (wait.isPresent()) {
                begun.forEach(other -> other.limit().undo(other.key()));
                return wait;
            }
            begun.add(count);
        }
        return Optional.empty();
    }

    private static void settle(List<Count> counts, Optional<Boolean> right) {
        if (right.isEmpty()) {
            counts.forEach(count -> count.limit().undo(count.key()));
        } else if (right.get()) {
            counts.get(0).limit().clear(counts.get(0).key());
            counts.stream().skip(1).forEach(count -> count.limit().undo(count.key()));
        }
    }

    private Optional<Boolean> inTurn(PasswordHash hash, String password) {
        try {
            if (!turns.tryAcquire(SECONDS_TO_WAIT_FOR_A_TURN, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(hash.matches(password));
        } finally {
            turns.release();
        }
    }
}
