// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    private static final AccountName ADMIN = FirstAdministrator.NAME;
    private static final AccountName BOB = AccountName.of("bob");

    private final MemoryAccountStore store = new MemoryAccountStore();
    private final Accounts accounts = new Accounts(store);
    private final FirstAdministrator first = new FirstAdministrator(store);

    @Test
    void ensureShouldCreateAnAdministratorOnce() {
        assertThat(first.ensure(Optional.of("first password"))).isEqualTo(FirstAdministrator.Outcome.CREATED);
        assertThat(first.ensure(Optional.of("other password"))).isEqualTo(FirstAdministrator.Outcome.NOT_NEEDED);
        assertThat(store.find(ADMIN)).hasValueSatisfying(account -> {
            assertThat(account.role()).isEqualTo(Role.ADMIN);
            assertThat(account.password().matches("first password")).isTrue();
        });
    }

    @Test
    void ensureShouldNotBringBackADeletedAdminWhileAnotherAdministratorExists() {
        first.ensure(Optional.of("first password"));
        accounts.create(BOB, "bobs password", Role.ADMIN);
        accounts.delete(ADMIN);
        assertThat(first.ensure(Optional.of("first password"))).isEqualTo(FirstAdministrator.Outcome.NOT_NEEDED);
        assertThat(store.find(ADMIN)).isEmpty();
    }

    @Test
    void ensureShouldSayThatThereIsNoPassword() {
        assertThat(first.ensure(Optional.empty())).isEqualTo(FirstAdministrator.Outcome.NO_PASSWORD);
        assertThat(store.list()).isEmpty();
    }

    @Test
    void ensureShouldRefuseAShortPassword() {
        assertThatThrownBy(() -> first.ensure(Optional.of("short"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void configuredPasswordShouldBeTheFirstLineOfTheFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("password"), "from the file\n");
        assertThat(FirstAdministrator.configuredPassword(Optional.of(file))).contains("from the file");
        assertThat(FirstAdministrator.configuredPassword(Optional.empty())).isEmpty();
        assertThatThrownBy(() -> FirstAdministrator.configuredPassword(Optional.of(directory.resolve("none"))))
            .isInstanceOf(IOException.class);
    }

    @Test
    void theLastAdministratorShouldStay() {
        first.ensure(Optional.of("first password"));
        accounts.create(BOB, "bobs password", Role.AUDITOR);
        assertThat(accounts.delete(ADMIN)).isEqualTo(Accounts.Outcome.LAST_ADMINISTRATOR);
        assertThat(accounts.changeRole(ADMIN, Role.AUDITOR)).isEqualTo(Accounts.Outcome.LAST_ADMINISTRATOR);
        assertThat(accounts.changeRole(BOB, Role.ADMIN)).isEqualTo(Accounts.Outcome.DONE);
        assertThat(accounts.delete(ADMIN)).isEqualTo(Accounts.Outcome.DONE);
        assertThat(accounts.delete(BOB)).isEqualTo(Accounts.Outcome.LAST_ADMINISTRATOR);
    }

    @Test
    void createShouldRefuseATakenNameAndABadPassword() {
        assertThat(accounts.create(BOB, "bobs password", Role.AUDITOR)).isEqualTo(Accounts.Outcome.DONE);
        assertThat(accounts.create(BOB, "bobs password", Role.ADMIN)).isEqualTo(Accounts.Outcome.NAME_TAKEN);
        assertThatThrownBy(() -> accounts.create(AccountName.of("carol-smith"), "Carol-Smith", Role.ADMIN))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changesOfAnUnknownAccountShouldSaySo() {
        assertThat(accounts.changePassword(BOB, "bobs password")).isEqualTo(Accounts.Outcome.NOT_FOUND);
        assertThat(accounts.changeRole(BOB, Role.ADMIN)).isEqualTo(Accounts.Outcome.NOT_FOUND);
        assertThat(accounts.delete(BOB)).isEqualTo(Accounts.Outcome.NOT_FOUND);
    }

    @Test
    void changePasswordShouldReplaceTheHash() {
        accounts.create(BOB, "bobs password", Role.AUDITOR);
        accounts.changePassword(BOB, "new password");
        assertThat(store.find(BOB)).hasValueSatisfying(account -> {
            assertThat(account.password().matches("new password")).isTrue();
            assertThat(account.password().matches("bobs password")).isFalse();
        });
    }
}
