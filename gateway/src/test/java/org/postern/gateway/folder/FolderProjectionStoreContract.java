// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.postern.gateway.quarantine.ItemId;

/**
 * What every store of folder projections must do, whatever is behind it.
 */
public interface FolderProjectionStoreContract {
    Instant BEGUN = Instant.parse("2026-03-01T12:00:00.123Z");
    ItemId ITEM = ItemId.of("01HQXW5P7R8ZJ4M2N6K9T3V0BC", "bob@local.test");
    ItemId OTHER_ITEM = ItemId.of("01HQXW5P7R8ZJ4M2N6K9T3V0BD", "bob@local.test");
    FolderProjection BEGINNING = new FolderProjection("bob@local.test", ITEM, BEGUN, Optional.empty());
    FolderProjection DONE = BEGINNING.at(new FolderPlace("mailbox-1", "message-1"));

    /** An empty store. */
    FolderProjectionStore testee();

    @Test
    default void anUnknownUserShouldHaveNoProjections() {
        FolderProjectionStore store = testee();
        assertThat(store.ofUser("nobody@local.test")).isEmpty();
        assertThat(store.users()).isEmpty();
    }

    @Test
    default void createIfAbsentShouldCreateOnce() {
        FolderProjectionStore store = testee();
        assertThat(store.createIfAbsent(BEGINNING)).isTrue();
        assertThat(store.createIfAbsent(DONE)).isFalse();
        assertThat(store.ofUser("bob@local.test")).containsExactly(BEGINNING);
    }

    @Test
    default void saveShouldReplace() {
        FolderProjectionStore store = testee();
        store.createIfAbsent(BEGINNING);
        store.save(DONE);
        assertThat(store.ofUser("bob@local.test")).containsExactly(DONE);
        store.save(BEGINNING);
        assertThat(store.ofUser("bob@local.test")).containsExactly(BEGINNING);
    }

    @Test
    default void ofUserShouldReturnThisUsersOnly() {
        FolderProjectionStore store = testee();
        FolderProjection second = new FolderProjection("bob@local.test", OTHER_ITEM, BEGUN, Optional.empty());
        store.save(DONE);
        store.save(second);
        store.save(new FolderProjection("carol@local.test", ITEM, BEGUN, Optional.empty()));
        assertThat(store.ofUser("bob@local.test")).containsExactlyInAnyOrder(DONE, second);
        assertThat(store.users()).containsExactlyInAnyOrder("bob@local.test", "carol@local.test");
    }

    @Test
    default void removeShouldForgetThisProjectionOnly() {
        FolderProjectionStore store = testee();
        FolderProjection second = new FolderProjection("bob@local.test", OTHER_ITEM, BEGUN, Optional.empty());
        store.save(DONE);
        store.save(second);
        store.remove("bob@local.test", ITEM);
        store.remove("bob@local.test", ITEM);
        assertThat(store.ofUser("bob@local.test")).containsExactly(second);
        store.remove("bob@local.test", OTHER_ITEM);
        assertThat(store.users()).isEmpty();
    }

    @Test
    default void createIfAbsentShouldWorkAgainAfterRemove() {
        FolderProjectionStore store = testee();
        store.createIfAbsent(BEGINNING);
        store.save(DONE);
        store.remove("bob@local.test", ITEM);
        assertThat(store.createIfAbsent(BEGINNING)).isTrue();
        assertThat(store.ofUser("bob@local.test")).containsExactly(BEGINNING);
    }
}
