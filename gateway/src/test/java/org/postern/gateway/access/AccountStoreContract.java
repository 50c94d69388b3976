// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/**
 * What every store of accounts must do, whatever is behind it.
 */
public interface AccountStoreContract {
    PasswordHash FIRST = PasswordHash.of("first password");
    PasswordHash SECOND = PasswordHash.of("second password");

    /** An empty store. */
    AccountStore testee();

    @Test
    default void findShouldBeEmptyForAnUnknownName() {
        assertThat(testee().find(AccountName.of("nobody"))).isEmpty();
    }

    @Test
    default void findShouldReturnWhatWasSaved() {
        AccountStore store = testee();
        Account account = new Account(AccountName.of("alice"), FIRST, Role.QUARANTINE_MANAGER);
        store.save(account);
        assertThat(store.find(AccountName.of("Alice"))).contains(account);
    }

    @Test
    default void theDomainsOfAnAccountShouldBeKept() {
        AccountStore store = testee();
        Account account = new Account(AccountName.of("dora"), FIRST, Role.DOMAIN_MANAGER, Set.of("a.example", "B.example"));
        assertThat(store.createIfAbsent(account)).isTrue();
        assertThat(store.find(account.name())).contains(account);
        Account fewer = account.withRole(Role.DOMAIN_MANAGER, Set.of("b.example"));
        store.save(fewer);
        assertThat(store.list()).containsExactly(fewer);
        store.save(account.withRole(Role.AUDITOR, Set.of()));
        assertThat(store.find(account.name())).map(Account::domains).contains(Set.of());
    }

    @Test
    default void saveShouldReplaceTheAccountOfTheSameName() {
        AccountStore store = testee();
        store.save(new Account(AccountName.of("alice"), FIRST, Role.ADMIN));
        store.save(new Account(AccountName.of("alice"), SECOND, Role.AUDITOR));
        assertThat(store.list()).containsExactly(new Account(AccountName.of("alice"), SECOND, Role.AUDITOR));
    }

    @Test
    default void createIfAbsentShouldCreateOnce() {
        AccountStore store = testee();
        assertThat(store.createIfAbsent(new Account(AccountName.of("alice"), FIRST, Role.ADMIN))).isTrue();
        assertThat(store.createIfAbsent(new Account(AccountName.of("alice"), SECOND, Role.AUDITOR))).isFalse();
        assertThat(store.find(AccountName.of("alice"))).contains(new Account(AccountName.of("alice"), FIRST, Role.ADMIN));
    }

    @Test
    default void createIfAbsentShouldHaveOneWinnerAmongConcurrentCallers() throws Exception {
        AccountStore store = testee();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> calls = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> store.createIfAbsent(new Account(AccountName.of("race"), FIRST, Role.ADMIN)))
                .toList();
            int winners = 0;
            for (var answer : callers.invokeAll(calls)) {
                winners += answer.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    default void createIfAbsentShouldWorkAgainAfterDelete() {
        AccountStore store = testee();
        store.createIfAbsent(new Account(AccountName.of("alice"), FIRST, Role.ADMIN));
        store.delete(AccountName.of("alice"));
        assertThat(store.createIfAbsent(new Account(AccountName.of("alice"), SECOND, Role.AUDITOR))).isTrue();
        assertThat(store.find(AccountName.of("alice"))).map(Account::role).contains(Role.AUDITOR);
    }

    @Test
    default void deleteShouldRemoveTheAccount() {
        AccountStore store = testee();
        store.save(new Account(AccountName.of("alice"), FIRST, Role.ADMIN));
        assertThat(store.delete(AccountName.of("alice"))).isTrue();
        assertThat(store.find(AccountName.of("alice"))).isEmpty();
        assertThat(store.list()).isEmpty();
    }

    @Test
    default void deleteShouldTellWhenThereWasNoAccount() {
        assertThat(testee().delete(AccountName.of("nobody"))).isFalse();
    }

    @Test
    default void listShouldBeInOrderOfNames() {
        AccountStore store = testee();
        List.of("carol", "alice", "bob").forEach(name -> store.save(new Account(AccountName.of(name), FIRST, Role.AUDITOR)));
        assertThat(store.list()).extracting(account -> account.name().value()).containsExactly("alice", "bob", "carol");
    }
}
