// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Envelope;
import org.postern.gateway.StorageUnavailableException;

class AddressListsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private boolean away;
    private final InMemoryAddressListStore store = new InMemoryAddressListStore(Clock.systemUTC());

    @ParameterizedTest
    @CsvFileSource(resources = "matches.csv", numLinesToSkip = 1)
    void entryShouldSpeakOfWhatItNamesOnly(String kind, String value, boolean subdomains, String subject, boolean matches) {
        store.save(List.of(entry(kind, value, subdomains)));
        AddressLists lists = new AddressLists(store, clock, Runnable::run);

        List<AddressEntry> found = switch (kind.substring(0, kind.indexOf('-'))) {
            case "client" -> lists.ofClient(subject);
            case "sender" -> lists.ofSender(subject);
            default -> lists.ofRecipient(subject);
        };
        assertThat(found).hasSize(matches ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"sender-address, nobody", "sender-domain, .example.org", "sender-domain, a b", "sender-pattern, '(a'",
        "client-address, 192.0.2.256", "client-network, 192.0.2.0/33", "client-network, example.org", "recipient-address, '<a@b.test>'"})
    void valueThatIsNoneOfItsKindShouldBeRefused(String kind, String value) {
        assertThatThrownBy(() -> entry(kind, value, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void patternsShouldNotRunAwayWithTheTime() {
        store.save(List.of(entry("sender-pattern", "(a+)+b@x\\.test", false)));

        assertThat(new AddressLists(store, clock, Runnable::run).ofSender("a".repeat(5000) + "@x.test")).isEmpty();
    }

    @Test
    void changeOnAnotherNodeShouldBeSeenWithinFiveSeconds() {
        AddressLists here = new AddressLists(store, this.ticking(), Runnable::run);
        assertThat(here.ofSender("a@x.test")).isEmpty();
        new AddressLists(store, clock, Runnable::run).save(List.of(entry("sender-domain", "x.test", false)));

        clock = Clock.offset(clock, Duration.ofSeconds(5));

        assertThat(here.ofSender("a@x.test")).hasSize(1);
    }

    @Test
    void entryShouldEndOnTime() {
        store.save(List.of(new AddressEntry(ListName.BLOCKLIST, EntryKind.SENDER_DOMAIN, "x.test", false, EntryCondition.NONE, "", "",
            NOW, Optional.of(Instant.now().plusSeconds(3600)))));
        AddressLists lists = new AddressLists(store, ticking(), Runnable::run);
        assertThat(lists.ofSender("a@x.test")).hasSize(1);

        clock = Clock.fixed(Instant.now().plusSeconds(3601), ZoneOffset.UTC);

        assertThat(lists.ofSender("a@x.test")).isEmpty();
    }

    @Test
    void listsShouldStayAsTheyAreWhileTheStoreIsAway() {
        store.save(List.of(entry("sender-domain", "x.test", false)));
        AddressLists lists = new AddressLists(new LeavingStore(), ticking(), Runnable::run);
        assertThat(lists.ofSender("a@x.test")).hasSize(1);
        away = true;
        clock = Clock.offset(clock, Duration.ofMinutes(1));

        assertThat(lists.ofSender("a@x.test")).hasSize(1);
    }

    @Test
    void storeThatDoesNotAnswerShouldNotBeWaitedForAgain() throws Exception {
        store.save(List.of(entry("sender-domain", "x.test", false)));
        List<Runnable> looks = new ArrayList<>();
        AddressLists lists = new AddressLists(store, ticking(), look -> {
            if (away) {
                looks.add(look);
            } else {
                look.run();
            }
        });
        assertThat(lists.ofSender("a@x.test")).hasSize(1);
        away = true;
        clock = Clock.offset(clock, Duration.ofMinutes(1));

        CompletableFuture<Void> many = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 1000; i++) {
                assertThat(lists.ofSender("a@x.test")).hasSize(1);
            }
        });
        many.get(30, TimeUnit.SECONDS);
        assertThat(looks).hasSize(1);

        new AddressLists(store, clock, Runnable::run).save(List.of(entry("sender-address", "a@x.test", false)));
        looks.get(0).run();
        assertThat(lists.ofSender("a@x.test")).as("as soon as the store has answered").hasSize(2);
    }

    @Test
    void listsThatWereNeverReadShouldBeUnknownAndNotEmpty() {
        store.save(List.of(entry("sender-domain", "x.test", false)));
        away = true;
        AddressLists lists = new AddressLists(new LeavingStore(), ticking(), Runnable::run);
        ListHits hits = new ListHits(lists);

        assertThatThrownBy(() -> lists.ofSender("a@x.test")).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> hits.of(Client.of("192.0.2.1"), new Envelope("a@x.test", List.of("b@here.test")),
            Authentication.unchecked())).isInstanceOf(StorageUnavailableException.class);

        away = false;
        clock = Clock.offset(clock, Duration.ofSeconds(5));
        assertThat(lists.ofSender("a@x.test")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"sender-domain, bücher.test, BÜCHER", "sender-address, ann@bücher.test, ann@büch", "sender-domain, bücher.test, xn--bcher"})
    void internationalDomainShouldBeFoundAsPeopleWriteItToo(String kind, String value, String words) {
        store.save(List.of(entry(kind, value, false), entry("sender-domain", "other.test", false)));
        AddressLists lists = new AddressLists(store, clock, Runnable::run);

        assertThat(lists.page(ListName.WELCOMELIST, words, Optional.empty(), Optional.empty(), 9)).singleElement()
            .satisfies(found -> assertThat(found.value()).endsWith("xn--bcher-kva.test"));
    }

    @Test
    void pageShouldFollowThePageBefore() {
        store.save(List.of(entry("sender-domain", "a.test", false), entry("sender-domain", "b.test", false),
            entry("client-address", "192.0.2.1", false), entry("sender-domain", "c.test", false)));
        AddressLists lists = new AddressLists(store, clock, Runnable::run);

        List<AddressEntry> first = lists.page(ListName.WELCOMELIST, "", Optional.empty(), Optional.empty(), 2);
        List<AddressEntry> second = lists.page(ListName.WELCOMELIST, "", Optional.empty(), Optional.of(first.get(1)), 2);

        assertThat(first).extracting(AddressEntry::value).containsExactly("a.test", "b.test");
        assertThat(second).extracting(AddressEntry::value).containsExactly("c.test", "192.0.2.1");
        assertThat(lists.page(ListName.WELCOMELIST, "B.T", Optional.empty(), Optional.empty(), 9)).hasSize(1);
        assertThat(lists.page(ListName.BLOCKLIST, "", Optional.empty(), Optional.empty(), 9)).isEmpty();
    }

    @Test
    void conditionalEntryShouldSpeakOfProvedMailOnly() {
        AddressEntry plain = entry("sender-domain", "x.test", false);
        store.save(List.of(new AddressEntry(plain.list(), plain.kind(), plain.value(), false, EntryCondition.DMARC, "", "", NOW,
            Optional.empty())));
        ListHits hits = new ListHits(new AddressLists(store, clock, Runnable::run));

        assertThat(hits.of(Client.of("192.0.2.1"), new Envelope("a@x.test", List.of("b@here.test")), Authentication.unchecked())).isEmpty();
    }

    /** The store, which may go away. */
    private final class LeavingStore implements AddressListStore {
        @Override
        public String version() {
            if (away) {
                throw new StorageUnavailableException("away", null);
            }
            return store.version();
        }

        @Override
        public List<AddressEntry> entries() {
            return store.entries();
        }

        @Override
        public void save(Collection<AddressEntry> entries) {
            throw new StorageUnavailableException("away", null);
        }

        @Override
        public void delete(ListName list, Collection<String> ids) {
            throw new StorageUnavailableException("away", null);
        }
    }

    private Clock ticking() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return clock.instant();
            }
        };
    }

    private static AddressEntry entry(String kind, String value, boolean subdomains) {
        return new AddressEntry(ListName.WELCOMELIST, EntryKind.of(kind).orElseThrow(), value, subdomains, EntryCondition.NONE, "", "",
            NOW, Optional.empty());
    }
}
