// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.io.FileNotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.inject.Singleton;

import org.apache.james.domainlist.api.DomainList;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.user.api.UsersRepository;
import org.postern.gateway.auth.spf.Spf;
import org.postern.gateway.client.ClientGate;
import org.postern.gateway.config.EnvelopeTestsConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.config.RecipientConfiguration;
import org.postern.gateway.directory.DirectoryRecipients;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.dnsbl.Dnsbl;
import org.postern.gateway.dnslist.DnsLists;
import org.postern.gateway.greylist.Greylist;
import org.postern.gateway.greylist.GreylistStore;
import org.postern.gateway.lists.AddressListStore;
import org.postern.gateway.lists.AddressLists;
import org.postern.gateway.policy.BoundedLookup;
import org.postern.gateway.policy.PolicyStage;
import org.postern.gateway.policy.SmtpPolicy;
import org.postern.gateway.policy.TimeLimit;
import org.postern.gateway.policy.stage.BackupExchangerStage;
import org.postern.gateway.policy.stage.ClientNameStage;
import org.postern.gateway.policy.stage.DnsblStage;
import org.postern.gateway.policy.stage.GreylistStage;
import org.postern.gateway.policy.stage.HeloNameStage;
import org.postern.gateway.policy.stage.ListStage;
import org.postern.gateway.policy.stage.SenderDomainStage;
import org.postern.gateway.policy.stage.SenderSyntaxStage;
import org.postern.gateway.policy.stage.SpfLookup;
import org.postern.gateway.policy.stage.SpfStage;
import org.postern.gateway.policy.stage.RecipientExistsStage;
import org.postern.gateway.policy.stage.ProtocolStage;
import org.postern.gateway.policy.stage.RateStage;
import org.postern.gateway.policy.stage.RelayStage;
import org.postern.gateway.policy.stage.RememberedRecipientStage;
import org.postern.gateway.policy.stage.TrustedClientStage;
import org.postern.gateway.policy.stage.SenderTlsStage;
import org.postern.gateway.policy.stage.VerifiedRecipientStage;
import org.postern.gateway.rate.OutboundLimits;
import org.postern.gateway.recipient.CombinedProbe;
import org.postern.gateway.recipient.ListedRecipients;
import org.postern.gateway.recipient.RecipientAnswer;
import org.postern.gateway.recipient.RecipientProbe;
import org.postern.gateway.recipient.RecipientVerification;
import org.postern.gateway.recipient.SmtpRecipientProbe;
import org.postern.gateway.relay.JamesLocalDomains;
import org.postern.gateway.relay.LocalDomains;
import org.postern.gateway.relay.LocalRecipients;
import org.postern.gateway.relay.RelayPolicy;
import org.postern.gateway.tracking.Tracker;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** What is decided while a client gives its envelope. */
class SmtpModule extends AbstractModule {
    private static final int MOST_SPF_CHECKS = 256;

    @Provides
    @Singleton
    LocalDomains localDomains(DomainList domains) {
        return new JamesLocalDomains(domains);
    }

    @Provides
    @Singleton
    LocalRecipients localRecipients(UsersRepository users, RecipientRewriteTable rewrites) {
        return new LocalRecipients(users, rewrites);
    }

    @Provides
    @Singleton
    RelayPolicy relayPolicy(PosternConfiguration configuration, LocalDomains localDomains) {
        return new RelayPolicy(configuration.relay(), localDomains);
    }

    @Provides
    @Singleton
    RecipientVerification recipientVerification(PosternConfiguration configuration, DirectoryRecipients directory, FileSystem files,
                                                Clock clock, MetricFactory metrics) throws FileNotFoundException {
        RecipientConfiguration recipients = configuration.recipients();
        RecipientProbe server = recipients.server()
            .<RecipientProbe>map(at -> new SmtpRecipientProbe(at, configuration.node(), recipients.sender(), recipients.timeout()))
            .orElse(recipient -> new RecipientAnswer.Unavailable("no server is configured"));
        RecipientProbe list = recipients.list().isEmpty() ? recipient -> new RecipientAnswer.Unavailable("no list is configured")
            : new ListedRecipients(files.getFile(recipients.list().get()).toPath(), clock);
        RecipientProbe probe = new CombinedProbe(recipients.sources().stream().map(source -> switch (source) {
            case SERVER -> server;
            case DIRECTORY -> directory;
            case LIST -> list;
        }).toList());
        return new RecipientVerification(recipients, probe, clock, metrics);
    }

    @Provides
    @Singleton
    Greylist greylist(PosternConfiguration configuration, GreylistStore store, Clock clock, MetricFactory metrics) {
        return new Greylist(configuration.greylist(), store, clock, metrics);
    }

    @Provides
    @Singleton
    AddressLists addressLists(AddressListStore store, Clock clock) {
        return new AddressLists(store, clock, Executors.newCachedThreadPool(look -> {
            Thread thread = new Thread(look, "postern-address-lists");
            thread.setDaemon(true);
            return thread;
        }));
    }

    @Provides
    @Singleton
    SmtpPolicy smtpPolicy(PosternConfiguration configuration, List<PolicyStage> stages, Tracker tracker, MetricFactory metrics) {
        return new SmtpPolicy(configuration.policy(), stages, tracker, metrics);
    }

    @Provides
    @Singleton
    BoundedLookup lookup(PosternConfiguration configuration, MetricFactory metrics) {
        return new BoundedLookup(new TimeLimit(), configuration.policy().lookupTime(), metrics);
    }

    @Provides
    @Singleton
    Dnsbl dnsbl(PosternConfiguration configuration, DnsSource dns, DnsLists lists) {
        return new Dnsbl(dns, lists, configuration.dnsbl().zones(), configuration.dnsbl().deadline());
    }

    @Provides
    @Singleton
    SpfLookup spfLookup(PosternConfiguration configuration, DnsSource dns, Clock clock, Closing closing) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(0, MOST_SPF_CHECKS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "postern-spf-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        closing.atStop(threads::shutdownNow);
        String host = configuration.authentication().host().orElse(configuration.node());
        return new SpfLookup(dns, new Spf(host, clock), configuration.policy().lookupTime(),
            configuration.authentication().settings().exempt(), threads);
    }

    /** Every check of an SMTP session; their order is that of their names in {@code PolicyCheck}. */
    @Provides
    @Singleton
    List<PolicyStage> stages(RelayPolicy relay, LocalRecipients recipients, RecipientVerification verification, Greylist greylist,
                             BoundedLookup lookup, AddressLists lists, SpfLookup spf, Dnsbl dnsbl, DnsSource dns, ClientGate gate,
                             OutboundLimits outbound, PosternConfiguration configuration) {
        EnvelopeTestsConfiguration tests = configuration.envelope();
        Duration limit = configuration.policy().lookupTime();
        List<PolicyStage> stages = new ArrayList<>(ListStage.all(lists, spf, configuration.policy().sendersSpareDnsbl()));
        if (configuration.dns().enabled()) {
            stages.addAll(List.of(new DnsblStage(dnsbl, configuration.dnsbl()), new HeloNameStage(tests, dns, limit),
                new ClientNameStage(tests, dns, limit), new SenderDomainStage(tests, dns, limit),
                new BackupExchangerStage(dns, configuration.dnsbl().deadline()),
                new SpfStage(spf, tests.spf())));
        }
        stages.addAll(List.of(
            new TrustedClientStage(relay),
            new SenderSyntaxStage(tests),
            new ProtocolStage(gate.configuration()),
            new RateStage(gate, outbound),
            new SenderTlsStage(gate.configuration().tlsSenders()),
            new RelayStage(relay, lookup),
            new RecipientExistsStage(relay, recipients, lookup),
            new RememberedRecipientStage(relay, verification),
            new GreylistStage(greylist, lookup),
            new VerifiedRecipientStage(relay, verification)));
        return List.copyOf(stages);
    }
}
