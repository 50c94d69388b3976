// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

/** How every store of choices about reports must behave; one database may serve several tests. */
public interface DigestStoreContract {
    Instant CHANGED = Instant.parse("2026-03-01T12:00:00Z");

    /** The store under test, the same one within a test. */
    DigestStore digests();

    private static String domain() {
        return UUID.randomUUID() + ".example";
    }

    private static DigestChoice choice(String kind, Optional<String> zone) {
        return DigestChoice.read(Optional.of(kind), Optional.of("06:30"), zone, Optional.of("48"), Optional.of("de"), CHANGED);
    }

    @Test
    default void choicesShouldBeKeptWithWhateverIsLeftOpen() {
        String domain = domain();
        DigestChoice whole = choice("verbose", Optional.of("Europe/Berlin"));
        DigestChoice empty = DigestChoice.read(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            CHANGED);
        digests().save(domain, whole);
        digests().save("ann@" + domain, empty);
        assertThat(digests().choice(domain)).contains(whole);
        assertThat(digests().choice("ann@" + domain)).contains(empty);
        assertThat(digests().choices()).containsEntry(domain, whole).containsEntry("ann@" + domain, empty);
    }

    @Test
    default void aChoiceShouldBeReplacedAsAWholeAndForgotten() {
        String domain = domain();
        DigestChoice less = choice("short", Optional.empty());
        digests().save(domain, choice("verbose", Optional.of("Europe/Berlin")));
        digests().save(domain, less);
        assertThat(digests().choice(domain)).contains(less);
        digests().delete(domain);
        digests().delete(domain());
        assertThat(digests().choice(domain)).isEmpty();
        assertThat(digests().choices()).doesNotContainKey(domain);
    }

    @Test
    default void templatesShouldBeKeptReplacedAndForgotten() {
        String domain = domain();
        DigestTemplate template = new DigestTemplate("Grüße", "{{#items}}{{subject}}{{/items}}", "<p>{{count}}</p>");
        assertThat(digests().template(domain)).isEmpty();
        digests().save(domain, new DigestTemplate("a", "b", "c"));
        digests().save(domain, template);
        assertThat(digests().template(domain)).contains(template);
        digests().deleteTemplate(domain);
        assertThat(digests().template(domain)).isEmpty();
    }
}
