// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.time.Clock;

import javax.inject.Singleton;

import org.postern.gateway.access.AccountStore;
import org.postern.gateway.client.PassedClientStore;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.folder.FolderProjectionStore;
import org.postern.gateway.greylist.GreylistStore;
import org.postern.gateway.learn.LessonStore;
import org.postern.gateway.lists.AddressListStore;
import org.postern.gateway.rate.HoldStore;
import org.postern.gateway.rate.RateStore;
import org.postern.gateway.statistics.StatisticsStore;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Provides;

/** Where records are kept. */
class StorageModule extends AbstractModule {
    private final Injector server;

    StorageModule(Injector server) {
        this.server = server;
    }

    @Provides
    @Singleton
    Stores stores(PosternConfiguration configuration, Clock clock, Closing closing) {
        return new StoreSelection(new JamesSession(server), configuration, clock, closing).open();
    }

    @Provides
    GreylistStore greylist(Stores stores) {
        return stores.greylist();
    }

    @Provides
    RateStore rates(Stores stores) {
        return stores.rates();
    }

    @Provides
    HoldStore holds(Stores stores) {
        return stores.holds();
    }

    @Provides
    PassedClientStore passedClients(Stores stores) {
        return stores.passedClients();
    }

    @Provides
    AccountStore accounts(Stores stores) {
        return stores.accounts();
    }

    @Provides
    FolderProjectionStore folders(Stores stores) {
        return stores.folders();
    }

    @Provides
    AddressListStore addressLists(Stores stores) {
        return stores.addressLists();
    }

    @Provides
    StatisticsStore statistics(Stores stores) {
        return stores.statistics();
    }

    @Provides
    LessonStore lessons(Stores stores) {
        return stores.lessons();
    }
}
