// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.personal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.postern.gateway.lists.ListName;

/** How every store of people's own lists must behave. */
public interface PersonalListStoreContract {
    Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** The store under test, the same one within a test. */
    PersonalListStore personalLists();

    private static String owner() {
        return UUID.randomUUID() + "@example.org";
    }

    private static PersonalEntry entry(ListName list, String value) {
        return new PersonalEntry(list, value, NOW);
    }

    @Test
    default void entriesShouldBeTheOwnersInOrder() {
        String owner = owner();
        personalLists().save(owner, entry(ListName.WELCOMELIST, "b@example.com"));
        personalLists().save(owner, entry(ListName.BLOCKLIST, "a.example.com"));
        personalLists().save(owner(), entry(ListName.BLOCKLIST, "c@example.com"));
        assertThat(personalLists().entries(owner)).containsExactly(entry(ListName.BLOCKLIST, "a.example.com"),
            entry(ListName.WELCOMELIST, "b@example.com"));
    }

    @Test
    default void aValueShouldStandInTheListItWasAddedToLast() {
        String owner = owner();
        personalLists().save(owner, entry(ListName.WELCOMELIST, "b@example.com"));
        personalLists().save(owner, entry(ListName.BLOCKLIST, "b@example.com"));
        assertThat(personalLists().entries(owner)).containsExactly(entry(ListName.BLOCKLIST, "b@example.com"));
    }

    @Test
    default void deleteShouldRemoveTheValueAlone() {
        String owner = owner();
        personalLists().save(owner, entry(ListName.WELCOMELIST, "b@example.com"));
        personalLists().save(owner, entry(ListName.WELCOMELIST, "c@example.com"));
        personalLists().delete(owner, "b@example.com");
        personalLists().delete(owner, "never@example.com");
        assertThat(personalLists().entries(owner)).containsExactly(entry(ListName.WELCOMELIST, "c@example.com"));
    }
}
