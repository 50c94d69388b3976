// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.personal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.ListHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.rules.who.Authors;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.lists.ListName;

/**
 * People's own lists as the filter asks for them: remembered for three seconds, so that all nodes use a change within five, and used on
 * when the store is away. A welcomed sender whose From domain is proved to be forged is not welcome.
 */
public final class PersonalLists implements SenderLists {
    /** Most entries of one person. */
    public static final int MOST_ENTRIES = 5_000;
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final Duration OWNER_FRESH = Duration.ofMinutes(1);
    private static final int REMEMBERED = 50_000;
    private static final List<String> SENDER_FIELDS = List.of("sender", "resent-from", "resent-sender", "envelope-sender",
        "x-envelope-sender", "x-envelope-from");

    private final PersonalListStore store;
    private final UnaryOperator<String> owners;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Known(String owner, Instant ownerAt, List<PersonalEntry> entries, Instant at) {
    }

    /**
     * Lists of a store.
     *
     * @param owners address in lower case to the address whose lists hold for it
     */
    public PersonalLists(PersonalListStore store, UnaryOperator<String> owners, Clock clock) {
        this.store = store;
        this.owners = owners;
        this.clock = clock;
    }

    @Override
    public Answer of(Envelope envelope, List<HeaderField> headers, Authentication authentication) {
        List<ListHit> hits = new ArrayList<>();
        List<UnknownCheck> unknown = new ArrayList<>();
        List<String> senders = senders(envelope, headers);
        boolean forged = authentication.dmarc().result() == AuthenticationResult.FAIL;
        for (String recipient : envelope.recipients()) {
            try {
                for (PersonalEntry entry : current(recipient)) {
                    boolean counts = entry.list() != ListName.WELCOMELIST || !forged;
                    if (counts && senders.stream().anyMatch(entry::matches)) {
                        hits.add(new ListHit(entry.list().word(), Optional.of(recipient), entry.value()));
                    }
                }
            } catch (StorageUnavailableException e) {
                unknown.add(new UnknownCheck("personal-lists", String.valueOf(e.getMessage())));
            }
        }
        return new Answer(hits, unknown);
    }

    /** Entries of the lists that hold for an address, as the store has them now. */
    public List<PersonalEntry> entries(String address) {
        return store.entries(owner(address));
    }

    /** Adds an entry; throws IllegalArgumentException with a sentence for people when there are too many. */
    public void add(String address, ListName list, String value) {
        PersonalEntry entry = new PersonalEntry(list, value, clock.instant());
        String owner = owner(address);
        if (store.entries(owner).size() >= MOST_ENTRIES) {
            throw new IllegalArgumentException("There are as many entries as one list may have");
        }
        store.save(owner, entry);
        forget(address);
    }

    /** Removes an entry. */
    public void remove(String address, String value) {
        store.delete(owner(address), PersonalEntry.normal(value));
        forget(address);
    }

    private String owner(String address) {
        return owners.apply(address.toLowerCase(Locale.ROOT));
    }

    private List<PersonalEntry> current(String recipient) {
        String address = recipient.toLowerCase(Locale.ROOT);
        Instant now = clock.instant();
        Optional<Known> before;
        synchronized (known) {
            before = Optional.ofNullable(known.get(address));
        }
        if (before.isPresent() && now.isBefore(before.get().at().plus(FRESH))) {
            return before.get().entries();
        }
        try {
            boolean sameOwner = before.isPresent() && now.isBefore(before.get().ownerAt().plus(OWNER_FRESH));
            String owner = sameOwner ? before.get().owner() : ownerNow(address);
            Known read = new Known(owner, sameOwner ? before.get().ownerAt() : now, store.entries(owner), now);
            synchronized (known) {
                known.put(address, read);
            }
            return read.entries();
        } catch (StorageUnavailableException e) {
            return before.map(Known::entries).orElseThrow(() -> e);
        }
    }

    /** However those who know people say that they cannot tell now: it must not stop the mail. */
    private String ownerNow(String address) {
        try {
            return owners.apply(address);
        } catch (StorageUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StorageUnavailableException("whose address " + address + " is cannot be found out now: " + e.getMessage(), e);
        }
    }

    private void forget(String address) {
        synchronized (known) {
            known.remove(address.toLowerCase(Locale.ROOT));
        }
    }

    private static List<String> senders(Envelope envelope, List<HeaderField> headers) {
        List<String> senders = new ArrayList<>(Authors.of(headers));
        if (!envelope.sender().isEmpty()) {
            senders.add(envelope.sender());
        }
        headers.stream().filter(field -> SENDER_FIELDS.contains(field.name().toLowerCase(Locale.ROOT)))
            .forEach(field -> senders.addAll(Authors.of(List.of(new HeaderField("From", field.raw(), field.value())))));
        return senders;
    }
}
