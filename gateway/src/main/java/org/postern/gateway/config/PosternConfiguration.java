// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

import org.apache.commons.configuration2.Configuration;

/**
 * All settings of {@code postern.properties}, read and checked once at start, so that no other class needs to know a key or a default.
 *
 * @param node         name of this node in events; the host's name by default
 * @param adminAddress where notices for the administrator go; empty means James's postmaster
 * @param filter       when and how messages are filtered
 * @param relay        for whom mail is taken
 * @param recipients   whether the server behind is asked which recipients it has
 * @param policy       what holds for all checks of an SMTP session
 * @param envelope     which tests are made on names and senders
 * @param dnsbl        which lists in the DNS are asked about clients
 * @param clients      how strangers that connect are tested and limited
 * @param outbound     how much our own may send
 * @param greylist     how unknown triplets are treated
 * @param clamd        where clamd is
 * @param icap         virus engines asked by ICAP
 * @param scanCommand  a virus engine that is a program
 * @param virus        what holds for all virus engines
 * @param ocr          whether text in pictures is read
 * @param quarantine   how long quarantined mail is kept
 * @param storage      where records are kept
 * @param tracking     how events are kept
 * @param access       how administrators sign in
 * @param content      how much of a message is looked at
 * @param folder       where users see their quarantined mail
 * @param learning     what is learned from people
 * @param spam         which engine weighs mail
 * @param rules        where the rules come from, and what is kept for them
 * @param channels     where spam rules come from besides own files
 * @param dns          which name servers are asked
 * @param dnsLists     how lists in the DNS are asked
 * @param authentication how senders are checked
 * @param monitoring   what the health check complains of, and what is logged
 * @param reports      which reports administrators are sent
 * @param reputation   what is remembered of senders
 * @param places       how countries and networks of clients are known
 * @param links        links into the quarantine
 * @param digest       daily reports to people
 * @param openSearch   how OpenSearch is reached
 * @param dmarcReports reports to domain owners
 */
public record PosternConfiguration(String node, Optional<String> adminAddress, FilterConfiguration filter, RelayConfiguration relay,
                                   RecipientConfiguration recipients, PolicyConfiguration policy,
                                   EnvelopeTestsConfiguration envelope, DnsblConfiguration dnsbl,
                                   ClientConfiguration clients, OutboundConfiguration outbound,
                                   GreylistConfiguration greylist,
                                   ClamdConfiguration clamd, IcapConfiguration icap,
                                   ScanCommandConfiguration scanCommand, VirusConfiguration virus, OcrConfiguration ocr,
                                   QuarantineConfiguration quarantine, StorageConfiguration storage, TrackingConfiguration tracking,
                                   AccessConfiguration access, ContentConfiguration content, FolderConfiguration folder,
                                   LearningConfiguration learning, SpamConfiguration spam, RulesConfiguration rules,
                                   ChannelConfiguration channels,
                                   DnsConfiguration dns, DnsListConfiguration dnsLists, AuthenticationConfiguration authentication,
                                   MonitoringConfiguration monitoring, ReportConfiguration reports,
                                   ReputationConfiguration reputation, PlacesConfiguration places,
                                   LinkConfiguration links, DigestConfiguration digest,
                                   OpenSearchConfiguration openSearch,
                                   DmarcReportConfiguration dmarcReports) {

    /**
     * Reads the settings.
     *
     * @throws SettingException for values that are not allowed, and for keys that do not exist; it tells all of them
     */
    public static PosternConfiguration from(Configuration configuration) {
        Settings settings = Settings.of(configuration);
        PosternConfiguration result = from(settings);
        settings.complain();
        return result;
    }

    /** What applies where nothing is set. */
    public static PosternConfiguration defaults() {
        return from(Settings.none());
    }

    /** Every key that exists. */
    public static Set<String> keys() {
        Settings settings = Settings.none();
        from(settings);
        return settings.asked();
    }

    private static PosternConfiguration from(Settings settings) {
        return new PosternConfiguration(
            settings.text("node.name").orElseGet(PosternConfiguration::hostName),
            Optional.ofNullable(settings.value("admin.address", null, PosternConfiguration::address, "one mail address")),
            FilterConfiguration.from(settings),
            RelayConfiguration.from(settings),
            RecipientConfiguration.from(settings),
            PolicyConfiguration.from(settings),
            EnvelopeTestsConfiguration.from(settings),
            DnsblConfiguration.from(settings),
            ClientConfiguration.from(settings),
            OutboundConfiguration.from(settings),
            GreylistConfiguration.from(settings),
            ClamdConfiguration.from(settings),
            IcapConfiguration.from(settings),
            ScanCommandConfiguration.from(settings),
            VirusConfiguration.from(settings),
            OcrConfiguration.from(settings),
            QuarantineConfiguration.from(settings),
            StorageConfiguration.from(settings),
            TrackingConfiguration.from(settings),
            AccessConfiguration.from(settings),
            ContentConfiguration.from(settings),
            FolderConfiguration.from(settings),
            LearningConfiguration.from(settings),
            SpamConfiguration.from(settings),
            RulesConfiguration.from(settings),
            ChannelConfiguration.from(settings),
            DnsConfiguration.from(settings),
            DnsListConfiguration.from(settings),
            AuthenticationConfiguration.from(settings),
            MonitoringConfiguration.from(settings),
            ReportConfiguration.from(settings),
            ReputationConfiguration.from(settings),
            PlacesConfiguration.from(settings),
            LinkConfiguration.from(settings),
            DigestConfiguration.from(settings),
            OpenSearchConfiguration.from(settings),
            DmarcReportConfiguration.from(settings));
    }

    private static String address(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1 || text.chars().anyMatch(c -> c <= ' ' || c == ',' || c == '<' || c == '>')) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A host that cannot name itself still needs a name in its events.
            return "localhost";
        }
    }
}
