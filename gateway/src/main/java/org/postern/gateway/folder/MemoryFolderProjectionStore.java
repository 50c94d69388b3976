// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import org.postern.gateway.quarantine.ItemId;

/**
 * Projections for as long as the process lives; for James servers whose mailboxes live no longer either.
 */
public final class MemoryFolderProjectionStore implements FolderProjectionStore {
    private record Key(String user, ItemId item) {
    }

    private final ConcurrentHashMap<Key, FolderProjection> projections = new ConcurrentHashMap<>();

    @Override
    public boolean createIfAbsent(FolderProjection projection) {
        return projections.putIfAbsent(new Key(projection.user(), projection.item()), projection) == null;
    }

    @Override
    public void save(FolderProjection projection) {
        projections.put(new Key(projection.user(), projection.item()), projection);
    }

    @Override
    public List<FolderProjection> ofUser(String user) {
        return projections.values().stream().filter(projection -> projection.user().equals(user)).toList();
    }

    @Override
    public void remove(String user, ItemId item) {
        projections.remove(new Key(user, item));
    }

    @Override
    public List<String> users() {
        return projections.values().stream().map(FolderProjection::user).distinct().toList();
    }
}
