// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every store of address lists must do. Tests use entries of their own, so that they may share a database. */
public interface AddressListStoreContract {

    /** The store under test, the same one within a test. */
    AddressListStore store();

    private static AddressEntry entry(ListName list, Optional<Instant> end) {
        return new AddressEntry(list, EntryKind.SENDER_DOMAIN, UUID.randomUUID() + ".example", true, EntryCondition.SPF, "a friend",
            "admin", Instant.now().truncatedTo(ChronoUnit.MILLIS), end);
    }

    @Test
    default void entriesShouldReturnWhatWasSaved() {
        AddressEntry entry = entry(ListName.WELCOMELIST, Optional.of(Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.MILLIS)));
        AddressEntry other = entry(ListName.BLOCKLIST, Optional.empty());

        store().save(List.of(entry, other));

        assertThat(store().entries()).contains(entry, other);
    }

    @Test
    default void versionShouldChangeWithEveryChange() {
        AddressEntry entry = entry(ListName.WELCOMELIST, Optional.empty());
        String before = store().version();
        store().save(List.of(entry));
        String saved = store().version();
        store().delete(ListName.WELCOMELIST, List.of(entry.id()));

        assertThat(saved).isNotEqualTo(before);
        assertThat(store().version()).isNotEqualTo(saved);
    }

    @Test
    default void savingTheSameValueAgainShouldReplaceTheEntry() {
        AddressEntry entry = entry(ListName.WELCOMELIST, Optional.empty());
        AddressEntry changed = new AddressEntry(entry.list(), entry.kind(), entry.value(), false, EntryCondition.NONE, "changed", "other",
            entry.createdAt(), Optional.empty());
        store().save(List.of(entry));

        store().save(List.of(changed));

        assertThat(store().entries()).contains(changed).doesNotContain(entry);
    }

    @Test
    default void anEntryThatBecomesPermanentShouldNotExpire() {
        AddressEntry entry = entry(ListName.WELCOMELIST, Optional.of(Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS)));
        AddressEntry marker = entry(ListName.WELCOMELIST, entry.expiresAt());
        AddressEntry forever = new AddressEntry(entry.list(), entry.kind(), entry.value(), true, entry.condition(), entry.comment(),
            entry.owner(), entry.createdAt(), Optional.empty());
        store().save(List.of(entry, marker));
        store().save(List.of(forever));

        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> !store().entries().contains(marker));
        assertThat(store().entries()).contains(forever);
    }

    @Test
    default void deletedEntriesShouldBeGone() {
        AddressEntry entry = entry(ListName.BLOCKLIST, Optional.empty());
        store().save(List.of(entry));

        store().delete(ListName.WELCOMELIST, List.of(entry.id()));
        assertThat(store().entries()).contains(entry);
        store().delete(ListName.BLOCKLIST, List.of(entry.id(), "nothing"));

        assertThat(store().entries()).doesNotContain(entry);
    }

    @Test
    default void severalHundredEntriesShouldBeSavedAtOnce() {
        List<AddressEntry> many = Stream.generate(() -> entry(ListName.BLOCKLIST, Optional.empty())).limit(350).toList();

        store().save(many);

        assertThat(store().entries()).containsAll(many);
    }
}
