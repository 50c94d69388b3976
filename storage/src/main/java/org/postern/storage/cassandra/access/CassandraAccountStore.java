// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.postern.gateway.access.Account;
import org.postern.gateway.access.AccountName;
import org.postern.gateway.access.AccountStore;
import org.postern.gateway.access.PasswordHash;
import org.postern.gateway.access.Role;
import org.postern.storage.cassandra.session.Cql;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;

/**
 * Accounts of administrators in Cassandra, all in one partition because there are few and they are listed in order. Accounts are
 * changed rarely and by people, so every write is a lightweight transaction: writes with and without one must not be mixed on a row.
 */
public final class CassandraAccountStore implements AccountStore {
    private static final String APPLIED = "[applied]";
    private static final String REALM = "administration";

    private final Cql cql;
    private final PreparedStatement select;
    private final PreparedStatement selectAll;
    private final PreparedStatement create;
    private final PreparedStatement replace;
    private final PreparedStatement delete;

    public CassandraAccountStore(Cql cql) {
        this.cql = cql;
        this.select = cql.prepare("SELECT name, password, role, domains FROM postern_account WHERE realm = ? AND name = ?");
        this.selectAll = cql.prepare("SELECT name, password, role, domains FROM postern_account WHERE realm = ?");
        this.create = cql.prepare("INSERT INTO postern_account (realm, name, password, role, domains, change) VALUES (?, ?, ?, ?, ?, ?)"
            + " IF NOT EXISTS");
        this.replace = cql.prepare("UPDATE postern_account SET password = ?, role = ?, domains = ?, change = ?"
            + " WHERE realm = ? AND name = ? IF EXISTS");
        this.delete = cql.prepare("DELETE FROM postern_account WHERE realm = ? AND name = ? IF EXISTS");
    }

    @Override
    public Optional<Account> find(AccountName name) {
        return Optional.ofNullable(cql.execute(select.bind(REALM, name.value())).one()).map(CassandraAccountStore::read);
    }

    @Override
    public void save(Account account) {
        boolean saved = false;
        while (!saved) {
            saved = cql.decide(replace.bind(account.password().encoded(), account.role().name(), account.domains(), UUID.randomUUID(),
                REALM, account.name().value())).getBoolean(APPLIED) || createIfAbsent(account);
        }
    }

    @Override
    public boolean createIfAbsent(Account account) {
        UUID change = UUID.randomUUID();
        Row answer = cql.decide(create.bind(REALM, account.name().value(), account.password().encoded(), account.role().name(),
            account.domains(), change));
        return answer.getBoolean(APPLIED) || change.equals(answer.getUuid("change"));
    }

    @Override
    public boolean delete(AccountName name) {
        // asked first, because a deletion that is sent twice no longer finds what it has deleted
        boolean present = find(name).isPresent();
        return cql.decide(delete.bind(REALM, name.value())).getBoolean(APPLIED) || present;
    }

    @Override
    public List<Account> list() {
        return Cql.guard(() -> {
            List<Account> accounts = new ArrayList<>();
            for (Row row : cql.execute(selectAll.bind(REALM))) {
                accounts.add(read(row));
            }
            return accounts;
        });
    }

    private static Account read(Row row) {
        return new Account(AccountName.of(row.getString("name")), PasswordHash.parse(row.getString("password")),
            Role.valueOf(row.getString("role")), row.getSet("domains", String.class));
    }
}
