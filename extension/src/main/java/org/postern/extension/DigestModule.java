// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.time.Clock;
import java.util.random.RandomGenerator;

import javax.inject.Singleton;

import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.digest.DigestPreferences;
import org.postern.gateway.digest.DigestReports;
import org.postern.gateway.digest.DigestStore;
import org.postern.gateway.digest.Digests;
import org.postern.gateway.link.AccessLinks;
import org.postern.gateway.mailuser.MailOwners;
import org.postern.gateway.mailuser.SelfService;
import org.postern.gateway.quarantine.MessageOutlet;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.usermail.UserMail;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** Daily reports to people of what was held back for them. */
class DigestModule extends AbstractModule {

    @Provides
    DigestStore store(Stores stores) {
        return stores.digests();
    }

    @Provides
    @Singleton
    DigestPreferences preferences(Stores stores, PosternConfiguration configuration) {
        return new DigestPreferences(stores.digests(), configuration.digest(), configuration.links().language());
    }

    @Provides
    @Singleton
    DigestReports reports(QuarantineStore store, AccessLinks links, DigestPreferences preferences, PosternConfiguration configuration) {
        return new DigestReports(store, links, preferences, configuration.quarantine(), configuration.links(),
            configuration.digest().rows());
    }

    @Provides
    @Singleton
    Digests digests(QuarantineStore quarantine, Stores stores, DigestPreferences preferences, DigestReports reports, MailOwners owners,
                    SelfService selfService, MessageOutlet outlet, PosternConfiguration configuration,
                    AdministratorAddress administrator, Clock clock, RandomGenerator random, MetricFactory metrics, Closing closing) {
        UserMail mail = new UserMail(configuration.links().from().orElse(administrator.text()), configuration.node());
        return closing.atStop(new Digests(quarantine, stores.digests(), preferences, reports, stores.digestRuns(), owners::of,
            selfService::isFor, outlet, mail, clock, random, metrics));
    }
}
