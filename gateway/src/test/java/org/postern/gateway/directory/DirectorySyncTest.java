// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.DirectoryFacts;
import org.postern.gateway.access.AccountName;
import org.postern.gateway.access.OutsideAccount;
import org.postern.gateway.access.Role;
import org.postern.gateway.recipient.RecipientAnswer;

class DirectorySyncTest {
    private static final String ADMINS = "cn=admins,dc=x";
    private static final String ROOT = "cn=root,dc=x";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-04T05:06:07Z"));
    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    };
    private final MemoryDirectoryStore store = new MemoryDirectoryStore(clock);
    private final ScriptedServer server = new ScriptedServer();
    private final Directories directories = new Directories(store);
    private final List<DirectorySync> syncs = new ArrayList<>();
    private final DirectorySync sync = node("node-1", directories);

    private DirectorySync node(String name, Directories own) {
        DirectorySync made = new DirectorySync(store, server, own, name, clock, new RecordingMetricFactory());
        syncs.add(made);
        return made;
    }

    @AfterEach
    void stop() {
        syncs.forEach(DirectorySync::close);
    }

    private void profile() {
        Profile profile = new ProfileJson().read("{\"name\": \"corp\", \"servers\": [\"a\"], \"syncEvery\": \"1h\", "
            + "\"domains\": [\"corp.test\"], \"roles\": {\"ADMIN\": [\"root\"], \"AUDITOR\": [\"" + ADMINS + "\"]}}");
        store.save(Optional.empty(), new StoredProfile(UUID.randomUUID(), profile));
    }

    private void has(Person... people) {
        server.contents = new Contents(List.of(people), List.of(new PeopleGroup(ADMINS, List.of(ROOT))));
    }

    private SyncState finished() {
        await().until(() -> store.syncState("corp").filter(state -> state.status() != SyncState.Status.RUNNING).isPresent()
            && store.lease("corp", UUID.randomUUID(), Duration.ZERO));
        directories.refresh();
        return store.syncState("corp").orElseThrow();
    }

    @Test
    void aDirectoryShouldBeReadWhenItIsNewAndWhenItsTimeHasCome() {
        profile();
        has(ScriptedServer.person("anna"));
        sync.runDue();
        assertThat(finished().status()).isEqualTo(SyncState.Status.DONE);
        assertThat(directories.knows("ANNA@corp.test")).isTrue();

        has(ScriptedServer.person("anna"), ScriptedServer.person("bob"));
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(59)));
        sync.runDue();
        assertThat(server.reads).hasValue(1);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
        sync.runDue();
        await().untilAsserted(() -> assertThat(server.reads).hasValue(2));
        finished();
        await().until(() -> directories.knows("bob@corp.test"));
    }

    @Test
    void whatWasReadShouldSurviveTheDirectoryBeingAway() {
        profile();
        has(ScriptedServer.person("anna"));
        sync.runDue();
        finished();
        server.away = true;
        assertThat(sync.request("corp")).isEqualTo(DirectorySync.Request.STARTED);
        await().until(() -> store.syncState("corp").orElseThrow().status() == SyncState.Status.FAILED);
        assertThat(store.syncState("corp").orElseThrow().problem()).contains("the directory is away");
        directories.refresh();
        assertThat(directories.knows("anna@corp.test")).isTrue();

        Directories restarted = new Directories(store);
        restarted.refresh();
        assertThat(restarted.knows("anna@corp.test")).isTrue();
    }

    @Test
    void anEmptyDirectoryShouldNotReplaceWhatWasRead() {
        profile();
        has(ScriptedServer.person("anna"));
        sync.runDue();
        finished();
        has();
        sync.request("corp");
        await().until(() -> store.syncState("corp").orElseThrow().status() == SyncState.Status.FAILED);
        directories.refresh();
        assertThat(directories.knows("anna@corp.test")).isTrue();
    }

    @Test
    void ofSeveralNodesOneShouldRead() {
        profile();
        has(ScriptedServer.person("anna"));
        server.gate = new CountDownLatch(1);
        DirectorySync other = node("node-2", new Directories(store));
        sync.runDue();
        other.runDue();
        assertThat(other.request("corp")).isEqualTo(DirectorySync.Request.RUNNING);
        assertThat(sync.request("corp")).isEqualTo(DirectorySync.Request.RUNNING);
        server.gate.countDown();
        finished();
        other.runDue();
        assertThat(server.reads).hasValue(1);
    }

    @Test
    void aNodeThatDiedShouldBeReplacedWhenItsLeaseEnds() {
        profile();
        has(ScriptedServer.person("anna"));
        store.lease("corp", UUID.randomUUID(), Duration.ofMinutes(10));
        store.saveSyncState("corp", SyncState.running("dead", now.get(), 5));
        sync.runDue();
        assertThat(server.reads).hasValue(0);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(11)));
        sync.runDue();
        assertThat(finished().node()).isEqualTo("node-1");
    }

    @Test
    void aDirectoryThatWasNeverReadShouldBeUnknownAndNotEmpty() {
        profile();
        server.away = true;
        directories.refresh();
        DirectoryFacts facts = directories.facts(List.of("anna@corp.test"));
        assertThat(facts.unanswered()).containsExactly("corp");
        assertThat(facts.isUnknown("anna@corp.test", Optional.of("corp"))).isTrue();
        assertThat(facts.unknown()).extracting("check").containsExactly("directory.corp");
    }

    @Test
    void factsShouldHoldDirectAndInheritedGroups() {
        profile();
        has(ScriptedServer.person("anna", ADMINS), ScriptedServer.person("bob"));
        sync.runDue();
        finished();
        DirectoryFacts facts = directories.facts(List.of("", "Anna@corp.test", "stranger@else.test"));
        assertThat(facts.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.address()).isEqualTo("anna@corp.test");
            assertThat(entry.groups()).containsExactly(ADMINS);
            assertThat(entry.inherited()).containsExactly(ROOT);
        });
        assertThat(facts.isUnknown("stranger@else.test", Optional.of("corp"))).isFalse();
    }

    @Test
    void recipientsShouldBeAskedForWhenTheyWereNotReadAndNeverBeUnknownWhileItIsAway() {
        profile();
        has(ScriptedServer.person("anna"));
        sync.runDue();
        finished();
        has(ScriptedServer.person("anna"), ScriptedServer.person("new"));
        try (DirectoryRecipients recipients = new DirectoryRecipients(directories, server, Duration.ofSeconds(5))) {
            assertThat(recipients.known("anna@corp.test")).contains(RecipientAnswer.EXISTS);
            assertThat(recipients.known("new@corp.test")).isEmpty();
            assertThat(recipients.ask("new@corp.test")).isEqualTo(RecipientAnswer.EXISTS);
            assertThat(recipients.ask("nobody@corp.test")).isEqualTo(RecipientAnswer.UNKNOWN);
            assertThat(recipients.ask("anna@other.test")).isInstanceOf(RecipientAnswer.Unavailable.class);
            server.away = true;
            assertThat(recipients.ask("anna@corp.test")).isEqualTo(RecipientAnswer.EXISTS);
            assertThat(recipients.ask("nobody@corp.test")).isInstanceOf(RecipientAnswer.Unavailable.class);
        }
    }

    @Test
    void aReadingThatIsInterruptedShouldEndAndReplaceNothing() {
        profile();
        has(ScriptedServer.person("anna"));
        assertThat(sync.readNow("corp").orElseThrow().status()).isEqualTo(SyncState.Status.DONE);
        has(ScriptedServer.person("bob"));
        Thread.currentThread().interrupt();
        SyncState ended = sync.readNow("corp").orElseThrow();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(ended.status()).isEqualTo(SyncState.Status.FAILED);
        assertThat(ended.problem()).contains("it was broken off");
        assertThat(store.syncState("corp")).contains(ended);
        assertThat(directories.knows("anna@corp.test")).isTrue();
        assertThat(sync.readNow("corp").orElseThrow().status()).as("the right to read was given back").isEqualTo(SyncState.Status.DONE);
        assertThat(sync.readNow("nowhere")).isEmpty();
    }

    @Test
    void membersOfARolesGroupShouldHaveItAndAllOthersBeUsers() {
        profile();
        has(ScriptedServer.person("anna", ADMINS), ScriptedServer.person("bob"));
        sync.runDue();
        finished();
        DirectoryAccounts accounts = new DirectoryAccounts(directories, server);
        OutsideAccount anna = accounts.signIn(AccountName.of("anna"), "anna's secret").orElseThrow();
        assertThat(anna.role()).as("by the group that hers is in").isEqualTo(Role.ADMIN);
        assertThat(accounts.signIn(AccountName.of("anna@corp.test"), "anna's secret")).contains(anna);
        assertThat(accounts.signIn(AccountName.of("anna"), "wrong")).isEmpty();
        assertThat(server.binds).hasValue(3);
        assertThat(accounts.signIn(AccountName.of("anna"), "")).isEmpty();
        OutsideAccount bob = accounts.signIn(AccountName.of("bob"), "bob's secret").orElseThrow();
        assertThat(bob.role()).isEqualTo(Role.USER);
        assertThat(accounts.find(AccountName.of("anna"), bob.identity())).as("a token of another person of the same name").isEmpty();
        server.away = true;
        assertThat(accounts.signIn(AccountName.of("anna"), "anna's secret")).isEmpty();
        assertThat(accounts.find(AccountName.of("anna"), anna.identity())).contains(anna);
    }
}
