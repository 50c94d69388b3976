// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.inject.Singleton;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.ManageableMailQueue;
import org.postern.gateway.access.AccessTokens;
import org.postern.gateway.access.AccountStore;
import org.postern.gateway.access.Accounts;
import org.postern.gateway.access.Authentication;
import org.postern.gateway.access.FirstAdministrator;
import org.postern.gateway.access.OutsideAccounts;
import org.postern.gateway.access.SignIn;
import org.postern.gateway.access.TokenKeys;
import org.postern.gateway.access.UserSignIn;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.quarantine.index.ItemIndexer;
import org.postern.gateway.scan.EngineMonitor;
import org.postern.gateway.tracking.BufferedTracker;
import org.postern.gateway.tracking.index.MessageIndexer;
import org.postern.gateway.tracking.search.MessageIndex;
import org.postern.webadmin.ComponentCheck;
import org.postern.webadmin.DnsCheck;
import org.postern.webadmin.IndexCheck;
import org.postern.webadmin.ProductVersion;
import org.postern.webadmin.ScannerCheck;
import org.postern.webadmin.SignatureAgeCheck;
import org.postern.webadmin.StatusEndpoints;
import org.postern.webadmin.StorageCheck;
import org.postern.webadmin.TrackingCheck;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** Who may administer, and the REST routes' view of this node. */
class AccessModule extends AbstractModule {
    private static final String KEYS = "file://conf";

    @Provides
    @Singleton
    TokenKeys keys(FileSystem files) throws IOException {
        return TokenKeys.loadOrCreate(files.getFile(KEYS).toPath());
    }

    @Provides
    @Singleton
    AccessTokens tokens(TokenKeys keys, PosternConfiguration configuration, Clock clock) {
        return new AccessTokens(keys, configuration.access().tokenLifetime(), clock);
    }

    @Provides
    @Singleton
    Authentication authentication(AccountStore accounts, AccessTokens tokens, OutsideAccounts outside, UserSignIn users) {
        return new Authentication(accounts, tokens, outside, Optional.of(users));
    }

    @Provides
    @Singleton
    Accounts accounts(AccountStore store) {
        return new Accounts(store);
    }

    @Provides
    @Singleton
    SignIn signIn(AccountStore accounts, AccessTokens tokens, Clock clock, OutsideAccounts outside) {
        return new SignIn(accounts, tokens, clock, outside);
    }

    @Provides
    @Singleton
    FirstAdministrator firstAdministrator(AccountStore accounts) {
        return new FirstAdministrator(accounts);
    }

    @Provides
    @Singleton
    ProductVersion version() {
        return ProductVersion.current();
    }

    @Provides
    @Singleton
    List<ComponentCheck> checks(AccountStore accounts, EngineMonitor monitor, DnsSource dns, BufferedTracker tracker,
                                Optional<MessageIndex> index, Optional<MessageIndexer> indexer, Optional<ItemIndexer> items,
                                MailQueueFactory<? extends ManageableMailQueue> queues, PosternConfiguration configuration, Clock clock) {
        List<ComponentCheck> checks = new ArrayList<>();
        checks.add(new StorageCheck(accounts));
        monitor.statuses().forEach(status -> checks.add(new ScannerCheck(monitor, status.engine())));
        monitor.statuses().forEach(status -> checks.add(new SignatureAgeCheck(monitor, status.engine(),
            configuration.monitoring().signatureAge(), clock)));
        checks.add(new DnsCheck(dns));
        checks.add(new TrackingCheck(tracker));
        checks.add(new QueueAgeCheck(queues, configuration.monitoring().queueAge(), clock));
        index.ifPresent(present -> checks.add(new IndexCheck("opensearch", present::problem, indexer.orElseThrow().writing())));
        items.ifPresent(present -> checks.add(new IndexCheck("opensearch-quarantine", Optional::empty, present.writing())));
        return checks;
    }

    @Provides
    @Singleton
    StatusEndpoints status(PosternConfiguration configuration, ProductVersion version, List<ComponentCheck> checks) {
        return new StatusEndpoints(configuration.node(), version, checks);
    }
}
