// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.time.Duration;

import javax.inject.Singleton;

import org.postern.analysis.rules.QuarantineKind;
import org.postern.gateway.config.FolderConfiguration;
import org.postern.gateway.config.OwnRelease;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.folder.FolderDecisions;
import org.postern.gateway.folder.FolderMailbox;
import org.postern.gateway.folder.FolderOwners;
import org.postern.gateway.folder.FolderProjectionStore;
import org.postern.gateway.folder.FolderReconciliation;
import org.postern.gateway.folder.FolderTasks;
import org.postern.gateway.folder.JamesFolderOwners;
import org.postern.gateway.folder.QuarantineFolder;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantineObserver;
import org.postern.gateway.quarantine.QuarantineStore;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.Multibinder;

/** Quarantined mail in the mailboxes of this server's users. */
class FolderModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(FolderMailbox.class).in(Singleton.class);
        bind(JamesFolderOwners.class).in(Singleton.class);
        bind(FolderOwners.class).to(JamesFolderOwners.class);
        Multibinder.newSetBinder(binder(), QuarantineObserver.class).addBinding().to(QuarantineFolder.class);
    }

    @Provides
    FolderConfiguration configuration(PosternConfiguration configuration) {
        Set<QuarantineKind> notTheirs = Arrays.stream(QuarantineKind.values())
            .filter(kind -> configuration.quarantine().release(kind) != OwnRelease.ALLOWED).collect(Collectors.toSet());
        return configuration.folder().hiding(notTheirs);
    }

    @Provides
    @Singleton
    FolderTasks tasks(Closing closing) {
        return closing.atStop(new FolderTasks());
    }

    @Provides
    @Singleton
    QuarantineFolder folder(FolderConfiguration configuration, QuarantineStore quarantine, FolderProjectionStore projections,
                            FolderOwners owners, FolderMailbox mailbox, FolderTasks tasks, Clock clock,
                            PosternConfiguration settings) {
        return new QuarantineFolder(configuration, quarantine, projections, owners, mailbox, tasks, clock,
            settings.rules().explanationHeader());
    }

    @Provides
    @Singleton
    FolderDecisions decisions(Quarantine quarantine, QuarantineFolder folder, FolderOwners owners, FolderMailbox mailbox) {
        return new FolderDecisions(quarantine, folder, owners, mailbox);
    }

    @Provides
    @Singleton
    FolderReconciliation reconciliation(PosternConfiguration configuration, QuarantineStore quarantine,
                                        FolderProjectionStore projections, QuarantineFolder folder, FolderDecisions decisions,
                                        Clock clock) {
        Duration longest = configuration.quarantine().longestLifetime();
        return new FolderReconciliation(configuration.folder(), longest, quarantine, projections, folder, decisions, clock);
    }
}
