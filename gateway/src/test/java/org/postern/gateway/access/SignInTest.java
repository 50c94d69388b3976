// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.access.SignInOutcome.Limited;
import org.postern.gateway.access.SignInOutcome.Refused;
import org.postern.gateway.access.SignInOutcome.SignedIn;

class SignInTest {
    private static final TokenKeys KEYS = TokenKeys.generate();
    private static final PasswordHash HASH = PasswordHash.of("correct horse");

    private final MovingClock clock = new MovingClock();
    private final MemoryAccountStore accounts = new MemoryAccountStore();
    private final AccessTokens tokens = new AccessTokens(KEYS, Duration.ofHours(8), clock);
    private final SignIn signIn = new SignIn(accounts, tokens, clock);

    SignInTest() {
        accounts.save(new Account(AccountName.of("alice"), HASH, Role.ADMIN));
    }

    @Test
    void signInShouldGiveATokenForTheRightPassword() {
        SignInOutcome outcome = signIn.signIn("Alice", "correct horse", "192.0.2.1");
        assertThat(outcome).isInstanceOfSatisfying(SignedIn.class, signedIn -> {
            assertThat(signedIn.role()).isEqualTo(Role.ADMIN);
            assertThat(tokens.read(signedIn.token().value())).map(TokenClaims::name).contains(AccountName.of("alice"));
        });
    }

    @Test
    void unknownNameAndWrongPasswordShouldGetTheSameAnswer() {
        assertThat(signIn.signIn("alice", "wrong", "192.0.2.1")).isEqualTo(new Refused());
        assertThat(signIn.signIn("nobody", "wrong", "192.0.2.1")).isEqualTo(new Refused());
        assertThat(signIn.signIn("no such name!", "wrong", "192.0.2.1")).isEqualTo(new Refused());
    }

    @Test
    void unknownNameAndWrongPasswordShouldCostTheSameWork() {
        assertThat(medianNanos("nobody")).isGreaterThan(medianNanos("alice") / 3);
    }

    private long medianNanos(String user) {
        long[] times = new long[9];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            signIn.signIn(user, "wrong", "192.0.2." + i);
            times[i] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    @Test
    void aNameShouldBeLockedForTheAddressThatGuesses() {
        fail("alice", "192.0.2.1", SignIn.FAILURES_OF_A_PAIR);
        assertThat(signIn.signIn("alice", "correct horse", "192.0.2.1")).isEqualTo(new Limited(SignIn.WINDOW));
        assertThat(signIn.signIn("alice", "correct horse", "192.0.2.2")).isInstanceOf(SignedIn.class);
    }

    @Test
    void theLockShouldEndAfterTheWindow() {
        fail("alice", "192.0.2.1", SignIn.FAILURES_OF_A_PAIR);
        clock.advance(SignIn.WINDOW.minusSeconds(1));
        assertThat(signIn.signIn("alice", "correct horse", "192.0.2.1")).isEqualTo(new Limited(Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        assertThat(signIn.signIn("alice", "correct horse", "192.0.2.1")).isInstanceOf(SignedIn.class);
    }

    @Test
    void anAddressShouldBeLockedWhateverNamesItTries() {
        for (int i = 0; i < SignIn.FAILURES_OF_AN_ADDRESS; i++) {
            assertThat(signIn.signIn("user" + i, "wrong", "192.0.2.1")).isEqualTo(new Refused());
        }
        assertThat(signIn.signIn("alice", "correct horse", "192.0.2.1")).isInstanceOf(Limited.class);
    }

    @Test
    void successShouldForgetTheFailuresOfThePair() {
        fail("alice", "192.0.2.1", SignIn.FAILURES_OF_A_PAIR - 1);
        assertThat(signIn.signIn("alice", "correct horse", "192.0.2.1")).isInstanceOf(SignedIn.class);
        fail("alice", "192.0.2.1", SignIn.FAILURES_OF_A_PAIR - 1);
        assertThat(signIn.signIn("alice", "correct horse", "192.0.2.1")).isInstanceOf(SignedIn.class);
    }

    @Test
    void attemptsShouldNotCountWhileTheStoreIsAway() {
        SignIn broken = new SignIn(new AwayAccountStore(), tokens, clock);
        for (int i = 0; i < SignIn.FAILURES_OF_A_PAIR + 1; i++) {
            assertThatThrownBy(() -> broken.signIn("alice", "correct horse", "192.0.2.1")).isInstanceOf(StorageUnavailableException.class);
        }
    }

    @Test
    void theLimitShouldForgetTheQuietestKeysWhenItIsFull() {
        AttemptLimit limit = new AttemptLimit(1, Duration.ofMinutes(1), 2, clock);
        List.of("a", "b", "c").forEach(key -> assertThat(limit.begin(key)).isEmpty());
        assertThat(limit.begin("c")).isPresent();
        assertThat(limit.begin("a")).isEmpty();
    }

    @Test
    void tokensShouldEndWithTheAccountAndWithItsPassword() {
        Authentication authentication = new Authentication(accounts, tokens);
        String token = tokens.issue(accounts.find(AccountName.of("alice")).orElseThrow()).value();
        assertThat(authentication.authenticate(token)).contains(new Principal(AccountName.of("alice"), Role.ADMIN));

        accounts.save(new Account(AccountName.of("alice"), HASH, Role.AUDITOR));
        assertThat(authentication.authenticate(token)).map(Principal::role).contains(Role.AUDITOR);

        accounts.save(new Account(AccountName.of("alice"), PasswordHash.of("correct horse"), Role.ADMIN));
        assertThat(authentication.authenticate(token)).isEmpty();

        accounts.delete(AccountName.of("alice"));
        assertThat(authentication.authenticate(token)).isEmpty();
    }

    private void fail(String user, String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(signIn.signIn(user, "wrong", address)).isEqualTo(new Refused());
        }
    }

    private static final class AwayAccountStore implements AccountStore {
        @Override
        public Optional<Account> find(AccountName name) {
            throw new StorageUnavailableException("away", null);
        }

        @Override
        public void save(Account account) {
            throw new StorageUnavailableException("away", null);
        }

        @Override
        public boolean createIfAbsent(Account account) {
            throw new StorageUnavailableException("away", null);
        }

        @Override
        public boolean delete(AccountName name) {
            throw new StorageUnavailableException("away", null);
        }

        @Override
        public List<Account> list() {
            throw new StorageUnavailableException("away", null);
        }
    }
}
