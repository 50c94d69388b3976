// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.StorageUnavailableException;

/**
 * Keeps quarantined mail in this process alone, for servers without a database and for tests. A restart loses it all, so the server
 * warns when it uses this. It takes at most a quarter of the heap for contents; when that is full it refuses, and mail waits.
 */
public final class InMemoryQuarantineStore implements QuarantineStore {
    private static final Comparator<QuarantineItem> NEWEST_FIRST = Comparator.comparing(ListPosition::of, ListPosition.NEWEST_FIRST);

    private static final int SHARE_OF_HEAP = 4;

    private final Clock clock;
    private final long mostBytes;
    private final Map<ItemId, QuarantineItem> items = new HashMap<>();
    private final Map<String, byte[]> contents = new HashMap<>();

    public InMemoryQuarantineStore(Clock clock) {
        this(clock, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    InMemoryQuarantineStore(Clock clock, long mostBytes) {
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    @Override
    public void store(MessageSource content, List<QuarantineItem> some) {
        byte[] bytes = read(content);
        synchronized (this) {
            removeExpired();
            if (!some.stream().allMatch(item -> items.containsKey(item.id())) && contentBytes() + bytes.length > mostBytes) {
                throw new StorageUnavailableException("the quarantine in memory is full", null);
            }
            for (QuarantineItem item : some) {
                if (items.putIfAbsent(item.id(), item) == null) {
                    contents.putIfAbsent(item.id().messageId(), bytes);
                }
            }
        }
    }

    @Override
    public synchronized Optional<QuarantineItem> find(ItemId id) {
        return Optional.ofNullable(items.get(id)).filter(this::lives);
    }

    @Override
    public synchronized QuarantinePage list(QuarantineQuery query) {
        Optional<ListPosition> after = query.cursor().map(ListCursor::read);
        List<QuarantineItem> rest = items.values().stream().filter(this::lives).filter(query::shows)
            .filter(item -> after.map(start -> ListPosition.NEWEST_FIRST.compare(ListPosition.of(item), start) > 0).orElse(true))
            .sorted(NEWEST_FIRST).toList();
        List<QuarantineItem> page = rest.stream().limit(query.limit()).toList();
        return new QuarantinePage(page, page.size() < rest.size()
            ? Optional.of(ListCursor.write(ListPosition.of(page.get(page.size() - 1)))) : Optional.empty());
    }

    @Override
    public synchronized Set<String> recipients(Instant from, Instant to) {
        return items.values().stream().filter(this::lives)
            .filter(item -> !item.quarantinedAt().isBefore(from) && item.quarantinedAt().isBefore(to))
            .map(item -> item.recipient().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    @Override
    public synchronized Optional<MessageSource> content(String messageId) {
        removeExpired();
        return Optional.ofNullable(contents.get(messageId)).map(MessageSource::of);
    }

    @Override
    public synchronized boolean transition(ItemId id, ItemStatus from, ItemStatus to, Optional<String> releaseTo) {
        Optional<QuarantineItem> found = find(id).filter(item -> item.status() == from);
        found.ifPresent(item -> {
            items.put(id, item.withStatus(to).withMarks(item.marks().withTarget(releaseTo)));
            removeUnneeded(id.messageId());
        });
        return found.isPresent();
    }

    @Override
    public synchronized List<QuarantineItem> releasing() {
        return items.values().stream().filter(this::lives).filter(item -> item.status() == ItemStatus.RELEASING).toList();
    }

    @Override
    public synchronized void markSeen(ItemId id, boolean seen) {
        find(id).ifPresent(item -> items.put(id, item.withMarks(item.marks().withSeen(seen))));
    }

    @Override
    public synchronized void markRequested(ItemId id, Instant at) {
        find(id).ifPresent(item -> items.put(id, item.withMarks(item.marks().withRequest(at))));
    }

    @Override
    public List<QuarantineUsage> usageByKind() {
        return usage(item -> item.kind().name());
    }

    @Override
    public List<QuarantineUsage> usageByDomain() {
        return usage(QuarantineItem::domain);
    }

    @Override
    public QuarantineUsage usageOf(String recipient) {
        return usage(item -> item.recipient().toLowerCase(Locale.ROOT)).stream()
            .filter(usage -> usage.name().equals(recipient.toLowerCase(Locale.ROOT))).findFirst()
            .orElse(new QuarantineUsage(recipient, 0, 0));
    }

    @Override
    public synchronized void upkeep() {
        removeExpired();
    }

    private synchronized List<QuarantineUsage> usage(Function<QuarantineItem, String> name) {
        Map<String, List<QuarantineItem>> groups = items.values().stream().filter(this::lives)
            .filter(item -> item.status() == ItemStatus.PENDING || item.status() == ItemStatus.RELEASING)
            .collect(Collectors.groupingBy(name));
        return groups.entrySet().stream().map(group -> new QuarantineUsage(group.getKey(), group.getValue().size(),
            group.getValue().stream().mapToLong(QuarantineItem::size).sum())).toList();
    }

    private long contentBytes() {
        return contents.values().stream().mapToLong(bytes -> bytes.length).sum();
    }

    private boolean lives(QuarantineItem item) {
        return item.expiresAt().isAfter(clock.instant());
    }

    private void removeExpired() {
        List<QuarantineItem> expired = items.values().stream().filter(item -> !lives(item)).toList();
        for (QuarantineItem item : expired) {
            items.remove(item.id());
            removeUnneeded(item.id().messageId());
        }
    }

    private void removeUnneeded(String messageId) {
        boolean needed = items.values().stream().anyMatch(item -> item.id().messageId().equals(messageId) && lives(item)
            && (item.status() == ItemStatus.PENDING || item.status() == ItemStatus.RELEASING));
        if (!needed) {
            contents.remove(messageId);
        }
    }

    private static byte[] read(MessageSource content) {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new StorageUnavailableException("cannot read the message to be quarantined", e);
        }
    }
}
