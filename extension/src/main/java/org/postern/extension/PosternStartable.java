// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;
import javax.inject.Provider;
import javax.inject.Singleton;

import org.apache.james.utils.UserDefinedStartable;
import org.postern.gateway.access.FirstAdministrator;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.digest.Digests;
import org.postern.gateway.directory.DirectorySync;
import org.postern.gateway.dmarcreport.DmarcCounts;
import org.postern.gateway.dmarcreport.DmarcReports;
import org.postern.gateway.filter.Filter;
import org.postern.gateway.filter.Rehearsal;
import org.postern.gateway.folder.FolderReconciliation;
import org.postern.gateway.folder.FolderTasks;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.report.AdminReports;
import org.postern.gateway.statistics.Counting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done once the server is up: the first administrator, and from then on releases that a crash interrupted and users'
 * folders. James calls it after its ports are open; what must be ready before that is made when the first hook is.
 */
@Singleton
public class PosternStartable implements UserDefinedStartable {
    private static final Logger LOGGER = LoggerFactory.getLogger(PosternStartable.class);
    private static final long RESUME_SECONDS = 30;
    private static final long DIRECTORY_SECONDS = 5;
    private static final long REPORT_SECONDS = 60;
    private static final long DIGEST_SECONDS = 30;
    private static final long DMARC_SECONDS = 60;

    private final Quarantine quarantine;
    private final FirstAdministrator firstAdministrator;
    private final PosternConfiguration configuration;
    private final FolderReconciliation reconciliation;
    private final FolderTasks folderTasks;
    private final Closing closing;
    private final DirectorySync directories;
    private final Rehearsal rehearsal;
    private final Counting counting;
    private final AdminReports reports;
    private final Digests digests;
    private final Provider<DmarcCounts> dmarcCounts;
    private final Provider<DmarcReports> dmarcReports;

    /**
     * @param filter asked for so that a rule file that cannot be used stops the start, even where no hook is configured
     */
    @Inject
    public PosternStartable(Quarantine quarantine, FirstAdministrator firstAdministrator, PosternConfiguration configuration,
                            FolderReconciliation reconciliation, FolderTasks folderTasks, Closing closing, Filter filter,
                            DirectorySync directories, Rehearsal rehearsal, Counting counting, AdminReports reports,
                            Digests digests, Provider<DmarcCounts> dmarcCounts, Provider<DmarcReports> dmarcReports) {
        this.quarantine = quarantine;
        this.firstAdministrator = firstAdministrator;
        this.configuration = configuration;
        this.reconciliation = reconciliation;
        this.folderTasks = folderTasks;
        this.closing = closing;
        this.directories = directories;
        this.rehearsal = rehearsal;
        this.counting = counting;
        this.reports = reports;
        this.digests = digests;
        this.dmarcCounts = dmarcCounts;
        this.dmarcReports = dmarcReports;
    }

    @Override
    public void start() {
        createAdministrator();
        ScheduledExecutorService timer = timer("postern-upkeep");
        // Reports to thousands of people take minutes, for which nothing else should wait.
        timer("postern-digests").scheduleWithFixedDelay(this::sendDigests, DIGEST_SECONDS, DIGEST_SECONDS, TimeUnit.SECONDS);
        if (configuration.dmarcReports().enabled()) {
            timer("postern-dmarc").scheduleWithFixedDelay(this::reportToDomainOwners, DMARC_SECONDS, DMARC_SECONDS, TimeUnit.SECONDS);
        }
        reconciliation.start(folderTasks);
        timer.scheduleWithFixedDelay(this::resumeReleases, RESUME_SECONDS, RESUME_SECONDS, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(this::readDirectories, 0, DIRECTORY_SECONDS, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(this::sendReports, REPORT_SECONDS, REPORT_SECONDS, TimeUnit.SECONDS);
        rehearsal.start();
        counting.start();
        LOGGER.info("Postern runs on node {}", configuration.node());
    }

    private ScheduledExecutorService timer(String name) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        closing.atStop(timer::shutdownNow);
        return timer;
    }

    private void createAdministrator() {
        try {
            firstAdministrator.ensure(FirstAdministrator.configuredPassword(configuration.access().firstPasswordFile()));
        } catch (IOException | RuntimeException e) {
            LOGGER.error("The first administrator could not be made; mail is not affected", e);
        }
    }

    private void readDirectories() {
        try {
            directories.runDue();
        } catch (RuntimeException e) {
            LOGGER.warn("Directories cannot be looked after now: {}", e.toString());
        }
    }

    private void sendReports() {
        try {
            reports.sendDue();
        } catch (RuntimeException e) {
            LOGGER.warn("Reports cannot be sent now: {}", e.toString());
        }
    }

    private void sendDigests() {
        try {
            int sent = digests.sendDue();
            if (sent > 0) {
                LOGGER.info("{} people were sent a report of what was held back for them", sent);
            }
        } catch (RuntimeException e) {
            LOGGER.warn("Reports of quarantined mail cannot be sent now: {}", e.toString());
        }
    }

    private void reportToDomainOwners() {
        try {
            dmarcCounts.get().write();
            dmarcReports.get().sendDue();
        } catch (RuntimeException e) {
            LOGGER.warn("Reports to domain owners cannot be sent now: {}", e.toString());
        }
    }

    private void resumeReleases() {
        try {
            int resumed = quarantine.resumeReleases();
            if (resumed > 0) {
                LOGGER.info("{} interrupted releases were taken up again", resumed);
            }
        } catch (RuntimeException e) {
            LOGGER.warn("Interrupted releases cannot be looked for now: {}", e.toString());
        }
    }
}
