// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.quarantine;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

import org.postern.gateway.quarantine.ListPosition;

/**
 * Several lists as one, newest first.
 */
final class MergedWalk implements Iterator<ListEntry> {
    private final PriorityQueue<Head> heads = new PriorityQueue<>(
        Comparator.comparing(head -> head.entry().position(), ListPosition.NEWEST_FIRST));

    MergedWalk(List<ListWalk> walks) {
        walks.forEach(ListWalk::begin);
        walks.forEach(this::push);
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public ListEntry next() {
        if (heads.isEmpty()) {
            throw new NoSuchElementException();
        }
        Head head = heads.remove();
        push(head.rest());
        return head.entry();
    }

    private void push(Iterator<ListEntry> walk) {
        if (walk.hasNext()) {
            heads.add(new Head(walk.next(), walk));
        }
    }

    private record Head(ListEntry entry, Iterator<ListEntry> rest) {
    }
}
