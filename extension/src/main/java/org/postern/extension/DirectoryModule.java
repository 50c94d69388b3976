// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.time.Clock;

import javax.inject.Singleton;

import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.access.OutsideAccounts;
import org.postern.gateway.access.TokenKeys;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.directory.Directories;
import org.postern.gateway.directory.DirectoryAccounts;
import org.postern.gateway.directory.DirectoryProfiles;
import org.postern.gateway.directory.DirectoryRecipients;
import org.postern.gateway.directory.DirectoryServer;
import org.postern.gateway.directory.DirectoryStore;
import org.postern.gateway.directory.DirectorySync;
import org.postern.gateway.directory.PasswordSeal;
import org.postern.gateway.directory.SealingDirectoryStore;
import org.postern.gateway.directory.ldap.LdapServer;
import org.postern.gateway.filter.DirectoryLookup;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** Directories of the people behind the gateway. */
class DirectoryModule extends AbstractModule {

    @Provides
    @Singleton
    DirectoryStore store(Stores stores, TokenKeys keys) {
        SealingDirectoryStore sealing = new SealingDirectoryStore(stores.directories(),
            new PasswordSeal(keys.derived("directory passwords")));
        sealing.sealOld();
        return sealing;
    }

    @Provides
    @Singleton
    DirectoryServer server() {
        return new LdapServer();
    }

    @Provides
    @Singleton
    Directories directories(DirectoryStore store) {
        Directories directories = new Directories(store);
        // Before the first message, so that nobody is unknown merely because the server has just started.
        directories.refresh();
        return directories;
    }

    @Provides
    DirectoryLookup lookup(Directories directories) {
        return directories::facts;
    }

    @Provides
    @Singleton
    DirectorySync sync(DirectoryStore store, DirectoryServer server, Directories directories, PosternConfiguration configuration,
                       Clock clock, MetricFactory metrics, Closing closing) {
        return closing.atStop(new DirectorySync(store, server, directories, configuration.node(), clock, metrics));
    }

    @Provides
    @Singleton
    DirectoryProfiles profiles(DirectoryStore store, DirectoryServer server, DirectorySync sync, Directories directories) {
        return new DirectoryProfiles(store, server, sync, directories);
    }

    @Provides
    @Singleton
    DirectoryRecipients recipients(Directories directories, DirectoryServer server, PosternConfiguration configuration, Closing closing) {
        return closing.atStop(new DirectoryRecipients(directories, server, configuration.recipients().timeout()));
    }

    @Provides
    @Singleton
    OutsideAccounts accounts(Directories directories, DirectoryServer server) {
        return new DirectoryAccounts(directories, server);
    }
}
