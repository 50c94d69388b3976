// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postern.gateway.folder.FolderFixture.BOB;
import static org.postern.gateway.folder.FolderFixture.CONTENT;
import static org.postern.gateway.folder.FolderFixture.EVE;
import static org.postern.gateway.folder.FolderFixture.RITA;
import static org.postern.gateway.folder.FolderFixture.asShown;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.james.core.Username;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.config.FolderConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.ReleaseScan;

class QuarantineFolderTest {
    private static final MessageSource SOURCE = MessageSource.of(CONTENT.getBytes(StandardCharsets.US_ASCII));

    private final FolderFixture fixture = new FolderFixture().listening();

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void quarantinedMailShouldAppearUnreadWithItsIdInFront() {
        QuarantineItem item = fixture.stored(BOB, QuarantineKind.SPAM);
        fixture.folder.quarantined(item, SOURCE);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() ->
            assertThat(fixture.contents(BOB, "Quarantine")).containsExactly(asShown(item.id())));
    }

    @Test
    void aFieldShouldSayWhyTheMessageIsThere() {
        try (FolderFixture open = new FolderFixture(PosternConfiguration.defaults().folder(), true)) {
            QuarantineItem item = open.stored(BOB, QuarantineKind.SPAM);
            open.folder.show(item.id(), false);
            open.folder.show(item.id(), true);
            assertThat(open.contents(BOB, "Quarantine")).singleElement().asString()
                .startsWith("X-Postern-Quarantine: " + item.id() + "\r\nX-Postern-Reason: Put into the quarantine (spam)")
                .endsWith(CONTENT);
        }
    }

    @Test
    void theSameNewsTwiceShouldShowTheMessageOnce() {
        QuarantineItem item = fixture.shown(BOB);
        fixture.folder.show(item.id(), false);
        fixture.folder.show(item.id(), true);
        assertThat(fixture.contents(BOB, "Quarantine")).hasSize(1);
    }

    @Test
    void virusesShouldNotBeShownUnlessTheOperatorWantsIt() {
        QuarantineItem item = fixture.stored(BOB, QuarantineKind.VIRUS);
        fixture.reconciliation.reconcile();
        assertThat(fixture.contents(BOB, "Quarantine")).isEmpty();
        assertThat(fixture.folder.shows(item)).isFalse();

        try (FolderFixture open = new FolderFixture(new FolderConfiguration(true, "Quarantine", Set.of(), Duration.ofMinutes(15)))) {
            open.stored(BOB, QuarantineKind.VIRUS);
            open.reconciliation.reconcile();
            assertThat(open.contents(BOB, "Quarantine")).hasSize(1);
        }
    }

    @Test
    void mailForOthersThanUsersShouldHaveNoFolder() {
        QuarantineItem item = fixture.stored("stranger@elsewhere.test", QuarantineKind.SPAM);
        fixture.folder.show(item.id(), false);
        assertThat(fixture.projections.users()).isEmpty();
    }

    @Test
    void showingShouldBeTriedAgain() {
        fixture.ownersAway = true;
        QuarantineItem item = fixture.stored(BOB, QuarantineKind.SPAM);
        fixture.folder.quarantined(item, SOURCE);
        fixture.ownersAway = false;
        await().untilAsserted(() -> assertThat(fixture.contents(BOB, "Quarantine")).hasSize(1));
    }

    @Test
    void moveToInboxShouldSettleWithoutSendingWhenMailIsDeliveredHere() throws Exception {
        QuarantineItem item = fixture.shown(BOB);
        fixture.move(BOB, "INBOX");
        await().untilAsserted(() -> assertThat(fixture.status(item)).isEqualTo(ItemStatus.RELEASED));
        await().untilAsserted(() -> assertThat(fixture.projections.users()).isEmpty());
        assertThat(fixture.contents(BOB, "INBOX")).containsExactly(asShown(item.id()));
        assertThat(fixture.sent).isEmpty();
        assertThat(fixture.timeline).containsExactly("RELEASED bob@local.test user bob@local.test INBOX");
    }

    @Test
    void moveToInboxShouldSendWhenMailIsDeliveredElsewhere() throws Exception {
        QuarantineItem item = fixture.shown(RITA);
        fixture.move(RITA, "INBOX");
        await().untilAsserted(() -> assertThat(fixture.status(item)).isEqualTo(ItemStatus.RELEASED));
        assertThat(fixture.sent).containsExactly(RITA);
    }

    @ParameterizedTest
    @CsvSource({"bob@local.test, INFECTED", "bob@local.test, UNKNOWN", "rita@relayed.test, INFECTED", "rita@relayed.test, UNKNOWN"})
    void whatEnginesDoNotLetGoShouldBeTakenBackFromWhereItWasMovedTo(String user, ReleaseScan.Finding finding) throws Exception {
        QuarantineItem item = fixture.shown(user);
        fixture.finding = finding;
        fixture.move(user, "INBOX");
        await().untilAsserted(() -> {
            assertThat(fixture.contents(user, "INBOX")).isEmpty();
            assertThat(fixture.contents(user, "Quarantine")).containsExactly(asShown(item.id()));
        });
        fixture.reconciliation.reconcile();
        assertThat(fixture.status(item)).isEqualTo(ItemStatus.PENDING);
        assertThat(fixture.sent).isEmpty();
        assertThat(fixture.timeline).allMatch(event -> event.startsWith("RELEASE_REFUSED " + user + " user " + user));

        fixture.finding = ReleaseScan.Finding.CLEAN;
        fixture.move(user, "INBOX");
        await().untilAsserted(() -> assertThat(fixture.status(item)).isEqualTo(ItemStatus.RELEASED));
        assertThat(fixture.contents(user, "INBOX")).hasSize(1);
    }

    @Test
    void whatEnginesDoNotLetGoShouldComeBackIntoANewFolder() throws Exception {
        try (FolderFixture quiet = new FolderFixture()) {
            QuarantineItem moved = quiet.shown(BOB);
            quiet.move(BOB, "INBOX");
            quiet.mailboxes.deleteMailbox(FolderFixture.FOLDER, quiet.session(BOB));
            quiet.finding = ReleaseScan.Finding.INFECTED;
            quiet.reconciliation.reconcile();
            quiet.reconciliation.reconcile();
            assertThat(quiet.contents(BOB, "INBOX")).isEmpty();
            assertThat(quiet.contents(BOB, "Quarantine")).containsExactly(asShown(moved.id()));
            assertThat(quiet.status(moved)).isEqualTo(ItemStatus.PENDING);
        }
    }

    @Test
    void whatIsReadInTheFolderShouldBeNotedInTheQuarantine() throws Exception {
        QuarantineItem item = fixture.shown(BOB);
        fixture.read(BOB, true);
        await().untilAsserted(() -> assertThat(fixture.store.find(item.id()).orElseThrow().marks().seen()).isTrue());
        fixture.read(BOB, false);
        await().untilAsserted(() -> assertThat(fixture.store.find(item.id()).orElseThrow().marks().seen()).isFalse());
    }

    @Test
    void whatIsReadElsewhereShouldBeReadInTheFolder() {
        QuarantineItem item = fixture.shown(BOB);
        fixture.quarantine.markSeen(item, true);
        await().untilAsserted(() -> assertThat(fixture.contents(BOB, "Quarantine")).containsExactly(asShown(item.id()) + " seen"));
        fixture.quarantine.markSeen(fixture.store.find(item.id()).orElseThrow(), false);
        await().untilAsserted(() -> assertThat(fixture.contents(BOB, "Quarantine")).containsExactly(asShown(item.id())));
    }

    @Test
    void aReadMessageShouldComeBackReadWhenItsFolderWasLost() throws Exception {
        QuarantineItem item = fixture.shown(BOB);
        fixture.read(BOB, true);
        await().untilAsserted(() -> assertThat(fixture.store.find(item.id()).orElseThrow().marks().seen()).isTrue());
        fixture.mailboxes.deleteMailbox(FolderFixture.FOLDER, fixture.session(BOB));
        fixture.reconciliation.reconcile();
        assertThat(fixture.contents(BOB, "Quarantine")).containsExactly(asShown(item.id()) + " seen");
    }

    @Test
    void copyThenExpungeShouldReleaseOnce() throws Exception {
        QuarantineItem item = fixture.shown(RITA);
        fixture.copy(RITA, "INBOX");
        await().untilAsserted(() -> assertThat(fixture.status(item)).isEqualTo(ItemStatus.RELEASED));
        await().untilAsserted(() -> assertThat(fixture.contents(RITA, "Quarantine")).isEmpty());
        fixture.expunge(RITA, "Quarantine");
        fixture.reconciliation.reconcile();
        assertThat(fixture.contents(RITA, "INBOX")).hasSize(1);
        assertThat(fixture.sent).containsExactly(RITA);
    }

    @Test
    void expungeShouldDelete() throws Exception {
        QuarantineItem item = fixture.shown(BOB);
        fixture.expunge(BOB, "Quarantine");
        await().untilAsserted(() -> assertThat(fixture.status(item)).isEqualTo(ItemStatus.DELETED));
        assertThat(fixture.timeline).containsExactly("DELETED bob@local.test user bob@local.test ");
    }

    @Test
    void moveToTrashShouldDeleteAndNotSend() throws Exception {
        QuarantineItem item = fixture.shown(RITA);
        fixture.move(RITA, "Trash");
        await().untilAsserted(() -> assertThat(fixture.status(item)).isEqualTo(ItemStatus.DELETED));
        assertThat(fixture.sent).isEmpty();
    }

    @Test
    void aDecisionElsewhereShouldEmptyTheFolderAndBeNoUsersDecision() {
        QuarantineItem released = fixture.shown(BOB);
        fixture.quarantine.release(released.id(), "account admin");
        await().untilAsserted(() -> assertThat(fixture.contents(BOB, "Quarantine")).isEmpty());
        QuarantineItem deleted = fixture.shown(BOB);
        fixture.quarantine.delete(deleted.id(), "account admin");
        await().untilAsserted(() -> assertThat(fixture.contents(BOB, "Quarantine")).isEmpty());
        fixture.reconciliation.reconcile();
        assertThat(fixture.timeline).containsExactly("RELEASED bob@local.test account admin ", "DELETED bob@local.test account admin ");
        assertThat(fixture.status(released)).isEqualTo(ItemStatus.RELEASED);
        assertThat(fixture.sent).containsExactly(BOB);
    }

    @Test
    void aForgedHeaderShouldDecideNothing() throws Exception {
        QuarantineItem item = fixture.shown(RITA);
        // Eve has learnt the id of Rita's item and plays with a message of her own that names it; Rita gets such a message too.
        fixture.append(EVE, "Quarantine", asShown(item.id()));
        fixture.move(EVE, "INBOX");
        fixture.append(RITA, "INBOX", asShown(item.id()));
        fixture.expunge(RITA, "INBOX");
        // What is done at once follows the events in order: an item that does change shows that all before were seen.
        QuarantineItem other = fixture.shown(EVE);
        fixture.expunge(EVE, "Quarantine");
        await().untilAsserted(() -> assertThat(fixture.status(other)).isEqualTo(ItemStatus.DELETED));
        fixture.reconciliation.reconcile();
        assertThat(fixture.status(item)).isEqualTo(ItemStatus.PENDING);
        assertThat(fixture.sent).isEmpty();
        assertThat(fixture.contents(EVE, "INBOX")).containsExactly(asShown(item.id()));
    }

    @Test
    void theUsersOwnMailInTheFolderShouldBeLeftAlone() throws Exception {
        fixture.shown(BOB);
        fixture.append(BOB, "Quarantine", CONTENT);
        fixture.reconciliation.reconcile();
        assertThat(fixture.contents(BOB, "Quarantine")).hasSize(2);
        fixture.expunge(BOB, "Quarantine");
        await().untilAsserted(() -> assertThat(fixture.timeline).hasSize(1));
    }

    @Test
    void oneItemOfAMessageShouldNotTouchAnotherRecipients() throws Exception {
        QuarantineItem bobs = fixture.shown(BOB);
        QuarantineItem eves = fixture.shown(EVE);
        fixture.expunge(BOB, "Quarantine");
        await().untilAsserted(() -> assertThat(fixture.status(bobs)).isEqualTo(ItemStatus.DELETED));
        assertThat(fixture.status(eves)).isEqualTo(ItemStatus.PENDING);
        assertThat(fixture.contents(EVE, "Quarantine")).containsExactly(asShown(eves.id()));
    }

    @Test
    void anInterruptedShowingShouldFindItsMessage() {
        QuarantineItem item = fixture.shown(BOB);
        FolderProjection complete = fixture.projections.ofUser(BOB).get(0);
        fixture.projections.save(new FolderProjection(BOB, item.id(), complete.begunAt().minus(Duration.ofMinutes(2)), Optional.empty()));
        fixture.reconciliation.reconcile();
        assertThat(fixture.projections.ofUser(BOB)).extracting(FolderProjection::place).containsExactly(complete.place());
        assertThat(fixture.contents(BOB, "Quarantine")).hasSize(1);
    }

    @Test
    void anInterruptedShowingThatPutNothingShouldBeDoneAgain() {
        QuarantineItem item = fixture.stored(BOB, QuarantineKind.SPAM);
        fixture.projections.save(new FolderProjection(BOB, item.id(), fixture.clock.instant().minus(Duration.ofMinutes(2)),
            Optional.empty()));
        fixture.reconciliation.reconcile();
        assertThat(fixture.contents(BOB, "Quarantine")).containsExactly(asShown(item.id()));
        assertThat(fixture.projections.ofUser(BOB).get(0).place()).isPresent();
    }

    @Test
    void aLostFolderShouldComeBackWithItsMessages() throws Exception {
        QuarantineItem item = fixture.shown(BOB);
        fixture.mailboxes.deleteMailbox(FolderFixture.FOLDER, fixture.session(BOB));
        fixture.reconciliation.reconcile();
        assertThat(fixture.status(item)).isEqualTo(ItemStatus.PENDING);
        assertThat(fixture.contents(BOB, "Quarantine")).containsExactly(asShown(item.id()));
        assertThat(List.of(Username.of(BOB).asString())).isEqualTo(fixture.projections.users());
    }
}
