// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.junit.jupiter.api.Test;

/** How every store of links must behave. */
public interface LinkStoreContract {

    /** The store under test, the same one within a test. */
    LinkStore linkStore();

    private static AccessLink link(String recipient, int seconds) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new AccessLink(UUID.randomUUID().toString(), recipient, AccessLink.Purpose.DIGEST, now, now.plusSeconds(seconds));
    }

    @Test
    default void aLinkShouldBeFoundUntilItEnds() {
        AccessLink link = link("a" + UUID.randomUUID() + "@example.org", 60);
        AccessLink ended = link("b" + UUID.randomUUID() + "@example.org", -1);
        linkStore().save(link);
        linkStore().save(ended);
        assertThat(linkStore().find(link.id())).contains(link);
        assertThat(linkStore().find(ended.id())).isEmpty();
        assertThat(linkStore().find("unknown")).isEmpty();
    }

    @Test
    default void revokingShouldEndAllLinksOfTheRecipientAlone() {
        String recipient = "a" + UUID.randomUUID() + "@example.org";
        AccessLink one = link(recipient, 60);
        AccessLink two = link(recipient, 60);
        AccessLink other = link("b" + UUID.randomUUID() + "@example.org", 60);
        linkStore().save(one);
        linkStore().save(two);
        linkStore().save(other);
        linkStore().revoke(recipient);
        assertThat(linkStore().find(one.id())).isEmpty();
        assertThat(linkStore().find(two.id())).isEmpty();
        assertThat(linkStore().find(other.id())).contains(other);
    }
}
