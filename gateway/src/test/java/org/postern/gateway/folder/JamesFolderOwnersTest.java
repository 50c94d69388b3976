// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.apache.james.core.Domain;
import org.apache.james.core.Username;
import org.apache.james.domainlist.lib.DomainListConfiguration;
import org.apache.james.domainlist.memory.MemoryDomainList;
import org.apache.james.rrt.api.RecipientRewriteTableConfiguration;
import org.apache.james.rrt.lib.MappingSource;
import org.apache.james.rrt.memory.MemoryRecipientRewriteTable;
import org.apache.james.user.memory.MemoryUsersRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JamesFolderOwnersTest {
    private static final Domain LOCAL = Domain.of("local.test");
    private static final Domain RELAYED = Domain.of("relayed.test");

    private final MemoryRecipientRewriteTable rewrites = new MemoryRecipientRewriteTable();
    private FolderOwners owners;

    @BeforeEach
    void start() throws Exception {
        MemoryDomainList domains = new MemoryDomainList(null);
        domains.configure(DomainListConfiguration.builder().autoDetect(false).autoDetectIp(false).build());
        domains.addDomain(LOCAL);
        domains.addDomain(RELAYED);
        MemoryUsersRepository users = MemoryUsersRepository.withVirtualHosting(domains);
        for (String user : Set.of("bob@local.test", "eve@local.test", "rita@relayed.test")) {
            users.addUser(Username.of(user), "secret");
        }
        rewrites.setDomainList(domains);
        rewrites.setUsersRepository(users);
        rewrites.setConfiguration(RecipientRewriteTableConfiguration.DEFAULT_ENABLED);
        owners = new JamesFolderOwners(users, rewrites, domain -> Set.of("local.test", "relayed.test").contains(domain),
            "relayed.test"::equals);
    }

    @Test
    void aUserShouldOwnHisAddress() {
        assertThat(owners.ownerOf("Bob@LOCAL.test")).contains(new FolderOwner(Username.of("bob@local.test"), true));
    }

    @Test
    void mailOfARelayedDomainShouldNotCountAsDeliveredHere() {
        assertThat(owners.ownerOf("rita@relayed.test")).contains(new FolderOwner(Username.of("rita@relayed.test"), false));
    }

    @Test
    void anAliasShouldBelongToItsOneUser() throws Exception {
        rewrites.addAliasMapping(MappingSource.fromUser("sales", LOCAL), "bob@local.test");
        assertThat(owners.ownerOf("sales@local.test")).contains(new FolderOwner(Username.of("bob@local.test"), true));
    }

    @Test
    void anAddressOfSeveralUsersShouldHaveNoOwner() throws Exception {
        rewrites.addGroupMapping(MappingSource.fromUser("team", LOCAL), "bob@local.test");
        rewrites.addGroupMapping(MappingSource.fromUser("team", LOCAL), "eve@local.test");
        assertThat(owners.ownerOf("team@local.test")).isEmpty();
    }

    @Test
    void strangersAndNonsenseShouldHaveNoOwner() {
        assertThat(owners.ownerOf("nobody@local.test")).isEmpty();
        assertThat(owners.ownerOf("someone@elsewhere.test")).isEmpty();
        assertThat(owners.ownerOf("no address")).isEmpty();
    }
}
