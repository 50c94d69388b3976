// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postern.gateway.folder.FolderFixture.BOB;
import static org.postern.gateway.folder.FolderFixture.EVE;
import static org.postern.gateway.folder.FolderFixture.RITA;
import static org.postern.gateway.folder.FolderFixture.asShown;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.folder.FolderReconciliation.Result;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.ReleaseOutcome;
import org.postern.gateway.quarantine.SampleItems;

/**
 * What happened to one side while the other was down: nobody listens to James here, and settling does not tell the folder.
 */
class FolderReconciliationTest {
    private final FolderFixture fixture = new FolderFixture();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void missedItemsShouldBeShown() {
        QuarantineItem item = fixture.stored(BOB, QuarantineKind.SPAM);
        assertThat(fixture.reconciliation.reconcile()).isEqualTo(new Result(1, 0));
        assertThat(fixture.contents(BOB, "Quarantine")).containsExactly(asShown(item.id()));
    }

    @Test
    void aSecondRunShouldChangeNothing() {
        QuarantineItem item = fixture.stored(BOB, QuarantineKind.SPAM);
        fixture.reconciliation.reconcile();
        fixture.reconciliation.reconcile();
        assertThat(fixture.contents(BOB, "Quarantine")).containsExactly(asShown(item.id()));
        assertThat(fixture.status(item)).isEqualTo(ItemStatus.PENDING);
    }

    @Test
    void missedDeletionsShouldDeleteAndNotBringTheMessageBack() throws Exception {
        QuarantineItem item = fixture.shown(BOB);
        fixture.expunge(BOB, "Quarantine");
        fixture.reconciliation.reconcile();
        assertThat(fixture.status(item)).isEqualTo(ItemStatus.DELETED);
        assertThat(fixture.contents(BOB, "Quarantine")).isEmpty();
    }

    @Test
    void missedMovesShouldRelease() throws Exception {
        QuarantineItem bobs = fixture.shown(BOB);
        QuarantineItem ritas = fixture.shown(RITA);
        fixture.move(BOB, "Archive");
        fixture.move(RITA, "INBOX");
        fixture.reconciliation.reconcile();
        assertThat(fixture.status(bobs)).isEqualTo(ItemStatus.RELEASED);
        assertThat(fixture.status(ritas)).isEqualTo(ItemStatus.RELEASED);
        assertThat(fixture.sent).containsExactly(RITA);
        assertThat(fixture.projections.users()).isEmpty();
    }

    @Test
    void itemsSettledMeanwhileShouldLeaveTheFolder() {
        QuarantineItem item = fixture.shown(BOB);
        fixture.store.transition(item.id(), ItemStatus.PENDING, ItemStatus.DELETED);
        fixture.reconciliation.reconcile();
        assertThat(fixture.contents(BOB, "Quarantine")).isEmpty();
        assertThat(fixture.projections.users()).isEmpty();
        assertThat(fixture.timeline).isEmpty();
    }

    @Test
    void itemsSettledByAMoveShouldStayWhereTheUserHasPutThem() throws Exception {
        QuarantineItem item = fixture.shown(BOB);
        fixture.copy(BOB, "INBOX");
        fixture.quarantine.settleElsewhere(item.id(), "user " + BOB, "INBOX");
        fixture.reconciliation.reconcile();
        assertThat(fixture.contents(BOB, "Quarantine")).isEmpty();
        assertThat(fixture.contents(BOB, "INBOX")).hasSize(1);
    }

    @Test
    void itemsReleasedToSomebodyElseShouldStayWhereTheUserHasPutThem() throws Exception {
        QuarantineItem item = fixture.shown(BOB);
        fixture.move(BOB, "INBOX");
        fixture.store.transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASED, Optional.of(EVE));
        fixture.reconciliation.reconcile();
        assertThat(fixture.contents(BOB, "INBOX")).hasSize(1);
        assertThat(fixture.projections.users()).isEmpty();
    }

    @Test
    void whatHasBeenSentToTheServerBehindShouldStayWhereTheUserHasPutIt() throws Exception {
        QuarantineItem item = fixture.shown(RITA);
        fixture.move(RITA, "INBOX");
        fixture.store.transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASED);
        fixture.reconciliation.reconcile();
        assertThat(fixture.contents(RITA, "INBOX")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(value = ItemStatus.class, names = {"RELEASED", "DELETED"})
    void anotherDecisionShouldWithdrawWhatTheUserHasMovedTooLate(ItemStatus decided) throws Exception {
        QuarantineItem item = fixture.shown(BOB);
        fixture.move(BOB, "INBOX");
        fixture.store.transition(item.id(), ItemStatus.PENDING, decided);
        fixture.reconciliation.reconcile();
        assertThat(fixture.contents(BOB, "INBOX")).isEmpty();
        assertThat(fixture.projections.users()).isEmpty();
    }

    @Test
    void aReleaseOnAPageAndAMoveShouldEndInOneMessage() throws Exception {
        QuarantineItem item = fixture.shown(BOB);
        fixture.move(BOB, "INBOX");
        assertThat(fixture.quarantine.release(item.id(), "account bob")).isEqualTo(ReleaseOutcome.RELEASED);
        await().untilAsserted(() -> assertThat(fixture.projections.users()).isEmpty());
        assertThat(fixture.sent).containsExactly(BOB);
        assertThat(fixture.contents(BOB, "INBOX")).isEmpty();
    }

    @Test
    void aDeletedMessageShouldStayInTheTrash() throws Exception {
        QuarantineItem item = fixture.shown(BOB);
        fixture.move(BOB, "Trash");
        fixture.store.transition(item.id(), ItemStatus.PENDING, ItemStatus.DELETED);
        fixture.reconciliation.reconcile();
        assertThat(fixture.contents(BOB, "Trash")).hasSize(1);
        assertThat(fixture.projections.users()).isEmpty();
    }

    @Test
    void itemsBeingReleasedShouldBeLeftAlone() throws Exception {
        QuarantineItem item = fixture.shown(BOB);
        fixture.store.transition(item.id(), ItemStatus.PENDING, ItemStatus.RELEASING);
        fixture.expunge(BOB, "Quarantine");
        fixture.reconciliation.reconcile();
        assertThat(fixture.status(item)).isEqualTo(ItemStatus.RELEASING);
        assertThat(fixture.projections.users()).containsExactly(BOB);
    }

    @Test
    void expiredItemsShouldLeaveTheFolder() {
        QuarantineItem item = SampleItems.item(SampleItems.messageId(), BOB, QuarantineKind.SPAM, Instant.now().minusSeconds(5),
            Instant.now().plus(Duration.ofMillis(400)));
        fixture.store.store(MessageSource.of(FolderFixture.CONTENT.getBytes(StandardCharsets.US_ASCII)), List.of(item));
        fixture.folder.show(item.id(), false);
        assertThat(fixture.contents(BOB, "Quarantine")).hasSize(1);
        await().until(() -> fixture.store.find(item.id()).isEmpty());
        fixture.reconciliation.reconcile();
        assertThat(fixture.contents(BOB, "Quarantine")).isEmpty();
        assertThat(fixture.projections.users()).isEmpty();
    }

    @Test
    void oneFailureShouldNotStopTheOthers() {
        fixture.shown(BOB);
        fixture.stored(RITA, QuarantineKind.SPAM);
        fixture.ownersAway = true;
        assertThat(fixture.reconciliation.reconcile()).isEqualTo(new Result(3, 2));
        fixture.ownersAway = false;
        assertThat(fixture.reconciliation.reconcile()).isEqualTo(new Result(3, 0));
        assertThat(fixture.contents(RITA, "Quarantine")).hasSize(1);
    }
}
