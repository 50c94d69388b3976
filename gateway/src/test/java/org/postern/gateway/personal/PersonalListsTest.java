// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.ListHit;
import org.postern.gateway.MutableClock;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.lists.ListName;

class PersonalListsTest implements PersonalListStoreContract {
    private static final String ANN = "ann@example.org";
    private static final String BOB = "bob@example.org";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final InMemoryPersonalListStore store = new InMemoryPersonalListStore();
    private final PersonalLists lists = new PersonalLists(store, address -> address.equals("anna@example.org") ? ANN : address, clock);

    @Override
    public PersonalListStore personalLists() {
        return store;
    }

    private SenderLists.Answer ask(String sender, String from, String... recipients) {
        return lists.of(new Envelope(sender, List.of(recipients)), List.of(new HeaderField("From", from, from)),
            Authentication.unchecked());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a@shop.example      | A@Shop.Example     | true
        a@shop.example      | b@shop.example     | false
        shop.example        | a@shop.example     | true
        @shop.example       | a@shop.example     | true
        shop.example        | a@mail.shop.example| true
        shop.example        | a@workshop.example | false
        *@shop.example      | a@shop.example     | true
        *@shop.example      | a@x.shop.example   | false
        news*@*.example     | news-17@shop.example | true
        a?@shop.example     | ab@shop.example    | true
        a?@shop.example     | a@shop.example     | false
        """)
    void anEntryShouldMatchAddressesDomainsAndPatterns(String value, String address, boolean matches) {
        assertThat(new PersonalEntry(ListName.BLOCKLIST, value, clock.instant()).matches(address)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "*@*", "***", "word", "a b@example.org", "<a@example.org>", "a@example.org,b@example.org"})
    void whatIsNoEntryShouldBeRefused(String value) {
        assertThatThrownBy(() -> new PersonalEntry(ListName.BLOCKLIST, value, clock.instant()))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHardPatternShouldNotTakeLong() {
        PersonalEntry entry = new PersonalEntry(ListName.BLOCKLIST, "*a".repeat(200) + "b", clock.instant());
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(2),
            () -> assertThat(entry.matches("a".repeat(5000) + "@example.org")).isFalse());
    }

    @Test
    void anEntryShouldHoldForItsOwnersAddressesAlone() {
        lists.add(ANN, ListName.WELCOMELIST, "shop.example");
        assertThat(ask("x@bounce.example", "Shop <a@shop.example>", "anna@example.org", BOB).hits())
            .containsExactly(new ListHit("welcomelist", Optional.of("anna@example.org"), "shop.example"));
        assertThat(ask("a@shop.example", "other@example.net", ANN).hits()).hasSize(1);
        assertThat(ask("a@other.example", "other@example.net", ANN).hits()).isEmpty();
    }

    @Test
    void anotherNodesChangeShouldCountWithinFiveSeconds() {
        assertThat(ask("a@shop.example", "a@shop.example", BOB).hits()).isEmpty();
        store.save(BOB, new PersonalEntry(ListName.BLOCKLIST, "shop.example", clock.instant()));
        clock.advance(Duration.ofSeconds(4));
        assertThat(ask("a@shop.example", "a@shop.example", BOB).hits()).hasSize(1);
    }

    @Test
    void listsShouldBeUsedOnWhenTheStoreIsAwayAndUnknownWhenTheyWereNeverRead() {
        boolean[] away = {false};
        PersonalLists failing = new PersonalLists(new InMemoryPersonalListStoreThat(away), address -> address, clock);
        failing.add(BOB, ListName.BLOCKLIST, "shop.example");
        Envelope envelope = new Envelope("a@shop.example", List.of(BOB));
        assertThat(failing.of(envelope, List.of(), Authentication.unchecked()).hits()).hasSize(1);
        away[0] = true;
        clock.advance(Duration.ofMinutes(10));
        assertThat(failing.of(envelope, List.of(), Authentication.unchecked()).hits()).hasSize(1);
        assertThat(failing.of(new Envelope("a@shop.example", List.of(ANN)), List.of(), Authentication.unchecked()).unknown())
            .extracting("check").containsExactly("personal-lists");
    }

    private static final class InMemoryPersonalListStoreThat implements PersonalListStore {
        private final InMemoryPersonalListStore inner = new InMemoryPersonalListStore();
        private final boolean[] away;

        InMemoryPersonalListStoreThat(boolean[] away) {
            this.away = away;
        }

        @Override
        public List<PersonalEntry> entries(String owner) {
            if (away[0]) {
                throw new StorageUnavailableException("away", null);
            }
            return inner.entries(owner);
        }

        @Override
        public void save(String owner, PersonalEntry entry) {
            inner.save(owner, entry);
        }

        @Override
        public void delete(String owner, String value) {
            inner.delete(owner, value);
        }
    }

    @Test
    void whenItCannotBeFoundOutWhoseAnAddressIsTheListsShouldBeUnknown() {
        PersonalLists nobodyKnows = new PersonalLists(store, address -> {
            throw new IllegalStateException("no node was available");
        }, clock);

        SenderLists.Answer answer = nobodyKnows.of(new Envelope("a@shop.example", List.of(ANN)), List.of(), Authentication.unchecked());

        assertThat(answer.hits()).isEmpty();
        assertThat(answer.unknown()).hasSize(1).first().satisfies(check ->
            assertThat(check.toString()).contains("personal-lists", "no node was available"));
    }
}
