// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

import javax.inject.Singleton;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.auth.dkim.MessageSigner;
import org.postern.gateway.auth.dkim.PrivateKeyFile;
import org.postern.gateway.config.ArcConfiguration;
import org.postern.gateway.config.DmarcReportConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.dmarcreport.DmarcCounts;
import org.postern.gateway.dmarcreport.DmarcReportStore;
import org.postern.gateway.dmarcreport.DmarcReports;
import org.postern.gateway.dmarcreport.ReportSubmitter;
import org.postern.gateway.dns.DnsSource;
import org.postern.gateway.quarantine.MessageOutlet;
import org.postern.webadmin.ProductVersion;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** Reports to domain owners of what came in their name. */
class DmarcReportModule extends AbstractModule {
    /** Queues keep mail for five days. */
    private static final Duration SIGNATURE_LIFE = Duration.ofDays(14);

    @Provides
    DmarcReportStore store(Stores stores) {
        return stores.dmarcReports();
    }

    @Provides
    @Singleton
    DmarcCounts counts(Stores stores, Clock clock, MetricFactory metrics, Closing closing) {
        return closing.atStop(new DmarcCounts(stores.dmarcReports(), clock, metrics));
    }

    @Provides
    @Singleton
    ReportSubmitter submitter(PosternConfiguration configuration, AdministratorAddress administrator, ProductVersion version,
                              FileSystem files, Clock clock) throws IOException {
        DmarcReportConfiguration reports = configuration.dmarcReports();
        String from = reports.from().orElse(administrator.text());
        String domain = from.substring(from.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        Optional<DmarcReportConfiguration.Key> ofArc = configuration.authentication().arc().seal()
            .filter(seal -> seal.domain().equals(domain)).map(DmarcReportModule::key);
        Optional<DmarcReportConfiguration.Key> key = reports.enabled() ? reports.key().or(() -> ofArc) : Optional.empty();
        Optional<MessageSigner> signer = key.isEmpty() ? Optional.empty() : Optional.of(new MessageSigner(domain, key.get().selector(),
            PrivateKeyFile.read(files.getFile(key.get().file()).toPath()), Optional.of(SIGNATURE_LIFE), clock));
        return new ReportSubmitter(from, reports.organisation().orElse(domain), reports.format(), "Postern " + version.text(), signer);
    }

    private static DmarcReportConfiguration.Key key(ArcConfiguration.Seal seal) {
        return new DmarcReportConfiguration.Key(seal.selector(), seal.keyFile());
    }

    @Provides
    @Singleton
    DmarcReports reports(Stores stores, DnsSource dns, MessageOutlet outlet, ReportSubmitter submitter, Clock clock,
                         RandomGenerator random, MetricFactory metrics) {
        return new DmarcReports(stores.dmarcReports(), stores.digestRuns(), dns, outlet, submitter, clock, random, metrics);
    }
}
