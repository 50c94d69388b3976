// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.inject.Singleton;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.impersonation.OwnDomains;
import org.postern.gateway.auth.SenderAuthentication;
import org.postern.gateway.auth.SenderChecks;
import org.postern.gateway.auth.arc.ArcIdentity;
import org.postern.gateway.auth.arc.ArcSealer;
import org.postern.gateway.auth.arc.ForwardedMailSeals;
import org.postern.gateway.auth.dkim.PrivateKeyFile;
import org.postern.gateway.auth.spf.Spf;
import org.postern.gateway.config.ArcConfiguration;
import org.postern.gateway.config.DnsConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.dns.DnsClient;
import org.postern.gateway.dns.DnsMetrics;
import org.postern.gateway.dns.DnsSettings;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.dnslist.ContentLists;
import org.postern.gateway.dnslist.DnsLists;
import org.postern.gateway.dnslist.ListPauses;
import org.postern.gateway.network.DomainPattern;
import org.postern.gateway.reputation.RememberedSenders;
import org.postern.gateway.reputation.SenderMemory;
import org.xbill.DNS.ResolverConfig;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** The DNS, and the checks of who sent a message. */
class SenderModule extends AbstractModule {

    @Provides
    @Singleton
    DnsSource dns(PosternConfiguration configuration, MetricFactory metrics, Closing closing) {
        DnsConfiguration dns = configuration.dns();
        if (!dns.enabled()) {
            return limit -> Dns.silent("no name server is to be asked");
        }
        return closing.atStop(new DnsClient(new DnsSettings(dns.servers().orElseGet(() -> ResolverConfig.getCurrentConfig().servers()),
            dns.timeout(), dns.tries(), dns.concurrency(), dns.cacheEntries()), new DnsMetrics(metrics)));
    }

    @Provides
    @Singleton
    ListPauses pauses(PosternConfiguration configuration, Clock clock, MetricFactory metrics) {
        return new ListPauses(clock, configuration.dnsLists().pause(), metrics);
    }

    @Provides
    @Singleton
    DnsLists lists(ListPauses pauses) {
        return new DnsLists(pauses);
    }

    @Provides
    @Singleton
    ContentLists contentLists(PosternConfiguration configuration, DnsSource dns, ListPauses pauses) {
        return configuration.dns().enabled() && configuration.dnsLists().content()
            ? ContentLists.of(dns, pauses, configuration.dnsLists().deadline(), SpamBudget.defaults()) : ContentLists.none();
    }

    @Provides
    @Singleton
    SenderChecks senders(DnsSource dns, PosternConfiguration configuration, Clock clock, Closing closing) {
        if (!configuration.authentication().enabled() || !configuration.dns().enabled()) {
            return SenderChecks.none();
        }
        String host = configuration.authentication().host().orElse(configuration.node());
        return closing.atStop(new SenderAuthentication(dns, new Spf(host, clock), configuration.authentication().settings()));
    }

    @Provides
    @Singleton
    SenderMemory memory(PosternConfiguration configuration, Stores stores, Clock clock, Closing closing) {
        if (!configuration.reputation().enabled()) {
            return SenderMemory.none();
        }
        OwnDomains own = new OwnDomains(configuration.relay().domains().stream().map(DomainPattern::toString).collect(Collectors.toSet()));
        return closing.atStop(new RememberedSenders(stores.senders(), configuration.reputation().halfLife(), own::own, clock));
    }

    @Provides
    @Singleton
    ForwardedMailSeals seals(PosternConfiguration configuration, FileSystem files, Clock clock) throws IOException {
        Optional<ArcConfiguration.Seal> seal = configuration.authentication().arc().seal();
        if (seal.isEmpty()) {
            return ForwardedMailSeals.none();
        }
        String host = configuration.authentication().host().orElse(configuration.node());
        return new ArcSealer(new ArcIdentity(seal.get().domain(), seal.get().selector(),
            PrivateKeyFile.read(files.getFile(seal.get().keyFile()).toPath())), host, clock)::seal;
    }
}
