// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.gateway.directory.DirectoryException;
import org.postern.gateway.directory.DirectoryIndex;
import org.postern.gateway.directory.Person;

class SlapdTest implements LdapServerContract {
    private static RealSlapd slapd;

    @BeforeAll
    static void start(@TempDir Path files) throws Exception {
        slapd = new RealSlapd(files);
        slapd.directory().load();
    }

    @AfterAll
    static void stop() {
        slapd.close();
    }

    @Override
    public RunningDirectory directory() {
        return slapd.directory();
    }

    @Test
    void withoutAGroupBaseGroupsShouldComeFromWhatEntriesSayTheyAreIn() throws DirectoryException {
        Map<String, Object> without = new HashMap<>(Collections.singletonMap("groupBase", null));
        DirectoryIndex index = new DirectoryIndex(new LdapServer().read(directory().profile(without), entries -> { }));
        Person anna = index.byAddress("anna@corp.test").orElseThrow();
        assertThat(anna.groups()).containsExactly(SALES);
        assertThat(index.inherited(anna.groups())).containsExactlyInAnyOrder(STAFF, WORLD);
    }

    @Test
    void aServerThatCutsListsShortShouldBeAnErrorThatSaysWhatToDo() {
        Map<String, Object> other = Map.of("bindName", "cn=Bob,ou=people,dc=corp,dc=test", "bindPassword", "bob's secret");
        assertThatThrownBy(() -> new LdapServer().read(directory().profile(other), entries -> { }))
            .isInstanceOf(DirectoryException.class).hasMessageContaining("size limit").hasMessageContaining("bindName");
    }

    @Test
    void withoutABaseTheServersOwnShouldBeUsed() throws DirectoryException {
        Map<String, Object> without = new HashMap<>(Collections.singletonMap("base", null));
        assertThat(new LdapServer().find(directory().profile(without), "bob@corp.test")).isPresent();
    }
}
