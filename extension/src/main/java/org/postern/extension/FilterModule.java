// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.random.RandomGenerator;

import javax.inject.Provider;
import javax.inject.Singleton;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.analysis.archive.ArchiveInspector;
import org.postern.analysis.archive.ExternalUnpacker;
import org.postern.analysis.archive.InstalledUnpackers;
import org.postern.analysis.document.DocumentInspectors;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.PartInspector;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.impersonation.OwnDomains;
import org.postern.gateway.auth.SenderChecks;
import org.postern.gateway.channel.RuleChannels;
import org.postern.gateway.config.LargeMessageConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.config.SpamConfiguration;
import org.postern.gateway.dnslist.ContentLists;
import org.postern.gateway.dmarcreport.DmarcCounts;
import org.postern.gateway.filter.ClientPlaces;
import org.postern.gateway.filter.ContentAnalysis;
import org.postern.gateway.filter.Decision;
import org.postern.gateway.filter.DirectoryLookup;
import org.postern.gateway.filter.Filter;
import org.postern.gateway.filter.HeuristicScore;
import org.postern.gateway.filter.LargeMessages;
import org.postern.gateway.filter.MessageContentAnalysis;
import org.postern.gateway.filter.Rehearsal;
import org.postern.gateway.filter.ReloadedFiles;
import org.postern.gateway.filter.RuleSetDecision;
import org.postern.gateway.filter.SpamEngineSource;
import org.postern.gateway.geo.PlaceDatabases;
import org.postern.gateway.greylist.Greylist;
import org.postern.gateway.learn.AutomaticTeacher;
import org.postern.gateway.learn.MailClassifier;
import org.postern.gateway.lists.AddressLists;
import org.postern.gateway.lists.ListHits;
import org.postern.gateway.mail.MailAnalysis;
import org.postern.gateway.mail.MailFacts;
import org.postern.gateway.mail.MailFiltering;
import org.postern.gateway.mail.MessageLog;
import org.postern.gateway.mail.Notices;
import org.postern.gateway.mail.VerdictOnMail;
import org.postern.gateway.network.DomainPattern;
import org.postern.gateway.notice.NoticeComposer;
import org.postern.gateway.notice.NoticeSending;
import org.postern.gateway.ocr.PictureText;
import org.postern.gateway.personal.PersonalLists;
import org.postern.gateway.personal.SenderLists;
import org.postern.gateway.quarantine.MessageOutlet;
import org.postern.gateway.reputation.SenderMemory;
import org.postern.gateway.rules.RuleRecords;
import org.postern.gateway.scan.VirusScanning;
import org.postern.gateway.spam.EngineComparison;
import org.postern.gateway.spam.RuleCheck;
import org.postern.gateway.spam.SpamCheck;
import org.postern.gateway.spam.SpamChecks;
import org.postern.gateway.tracking.Tracker;
import org.postern.gateway.unpack.ProcessUnpacker;
import org.postern.gateway.unpack.SevenZipUnpacker;
import org.postern.mailets.ActionContexts;
import org.postern.mailets.DeliveryHeaders;
import org.postern.webadmin.ProductVersion;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** The filter and what it asks. */
class FilterModule extends AbstractModule {

    @Override
    protected void configure() {
        bind(VerdictOnMail.class).in(Singleton.class);
    }

    @Provides
    @Singleton
    InstalledUnpackers unpackers(PosternConfiguration configuration, Closing closing) {
        String tar = configuration.content().unpacker();
        String sevenZip = configuration.content().sevenZip();
        return new InstalledUnpackers(tar.isEmpty() ? ExternalUnpacker.none() : closing.atStop(new ProcessUnpacker(tar)),
            sevenZip.isEmpty() ? ExternalUnpacker.none() : closing.atStop(new SevenZipUnpacker(sevenZip)));
    }

    @Provides
    @Singleton
    EngineComparison comparison() {
        return new EngineComparison();
    }

    @Provides
    @Singleton
    SpamEngineSource spamRules(PosternConfiguration configuration, FileSystem files, Clock clock, RuleChannels channels)
        throws FileNotFoundException {
        List<Path> places = new ArrayList<>();
        for (String place : configuration.filter().spamRules()) {
            places.add(files.getFile(place).toPath());
        }
        return new SpamEngineSource(places, channels, clock);
    }

    @Provides
    @Singleton
    Rehearsal rehearsal(PosternConfiguration configuration, MessageAnalyser analyser, Provider<SpamEngineSource> rules, Closing closing) {
        boolean own = configuration.spam().engine() == SpamConfiguration.Engine.RULES;
        return closing.atStop(new Rehearsal(analyser, configuration.content().limits(), own ? Optional.of(rules.get()) : Optional.empty(),
            configuration.filter().rehearsal()));
    }

    @Provides
    @Singleton
    SpamCheck spamCheck(PosternConfiguration configuration, Clock clock, MailClassifier classifier,
                        AutomaticTeacher teacher, EngineComparison comparison, Tracker tracker, Closing closing,
                        ContentLists lists, Provider<SpamEngineSource> rules, SenderMemory memory, ClientPlaces places) {
        OwnDomains own = new OwnDomains(configuration.relay().domains().stream().map(DomainPattern::toString).collect(Collectors.toSet()));
        Optional<Function<String, Optional<String>>> countries = configuration.places().databases().isEmpty() ? Optional.empty()
            : Optional.of(address -> places.found(Client.of(address)).country());
        SpamCheck check = SpamChecks.choose(configuration.spam(),
            () -> new RuleCheck(rules.get(), SpamBudget.defaults(), classifier, teacher, lists,
                Optional.of(own), memory, countries), comparison, tracker, clock);
        if (check instanceof AutoCloseable closeable) {
            closing.atStop(closeable);
        }
        return check;
    }

    @Provides
    @Singleton
    MessageAnalyser analyser(InstalledUnpackers unpackers, PosternConfiguration configuration) {
        List<PartInspector> inspectors = new ArrayList<>(List.of(new ArchiveInspector(unpackers)));
        inspectors.addAll(DocumentInspectors.all());
        if (configuration.ocr().enabled()) {
            inspectors.add(new PictureText(configuration.ocr()));
        }
        return new MessageAnalyser(inspectors);
    }

    @Provides
    @Singleton
    ContentAnalysis content(MessageAnalyser analyser, PosternConfiguration configuration, SpamCheck spamCheck) {
        return new MessageContentAnalysis(analyser, configuration.content().limits(), spamCheck);
    }

    @Provides
    @Singleton
    Filter filter(ContentAnalysis content, VirusScanning scanning, Decision decision, PosternConfiguration configuration,
                  SenderChecks senders, AddressLists lists, LargeMessages large, DirectoryLookup directories, ClientPlaces places,
                  PersonalLists personal) {
        return new Filter(content, scanning, decision, configuration.filter().deadline(),
            new HeuristicScore(configuration.virus().heuristicScore()), senders, new ListHits(lists)::of, large, directories, places,
            personal);
    }

    @Provides
    @Singleton
    ClientPlaces places(PosternConfiguration configuration, FileSystem files, Clock clock) throws FileNotFoundException {
        List<Path> databases = new ArrayList<>();
        for (String place : configuration.places().databases()) {
            databases.add(files.getFile(place).toPath());
        }
        return databases.isEmpty() ? ClientPlaces.none()
            : new PlaceDatabases(new ReloadedFiles<>(databases, ".mmdb", PlaceDatabases::read, clock));
    }

    @Provides
    @Singleton
    LargeMessages largeMessages(PosternConfiguration configuration) {
        LargeMessageConfiguration large = configuration.content().large();
        return new LargeMessages(large.atOnce(), large.from(), large.waiting());
    }

    @Provides
    @Singleton
    MailAnalysis mailAnalysis(ContentAnalysis content, VirusScanning scanning, PosternConfiguration configuration, SenderChecks senders,
                              AddressLists lists, LargeMessages large, DirectoryLookup directories, ClientPlaces places,
                              Tracker tracker) {
        RuleSet none = new RuleSet("none", Map.of(), Map.of(), List.of());
        return new MailAnalysis(new Filter(content, scanning, new RuleSetDecision(() -> none), configuration.filter().deadline(),
            new HeuristicScore(configuration.virus().heuristicScore()), senders, new ListHits(lists)::of, large, directories, places,
            SenderLists.none()), tracker);
    }

    @Provides
    @Singleton
    MailFacts mailFacts(MessageAnalyser analyser, PosternConfiguration configuration) {
        return new MailFacts(message -> MessageContentAnalysis.contents(analyser.analyse(message, configuration.content().limits())));
    }

    @Provides
    @Singleton
    MailFiltering mailFiltering(Filter filter, Tracker tracker, RuleRecords records, Greylist greylist,
                                SenderMemory memory, Provider<DmarcCounts> dmarc, PosternConfiguration configuration,
                                MetricFactory metrics) {
        BiConsumer<Facts, Verdict> kept = records::record;
        BiConsumer<Facts, Verdict> learned = kept.andThen(greylist.knownSenders()::decided).andThen(memory::learn);
        BiConsumer<Facts, Verdict> told = configuration.dmarcReports().enabled() ? learned.andThen(dmarc.get()::add) : learned;
        return new MailFiltering(filter, tracker, configuration.monitoring().messageLog()
            ? told.andThen(new MessageLog(configuration.node())::write) : told, metrics);
    }

    @Provides
    @Singleton
    Notices notices(AdministratorAddress admin, PosternConfiguration configuration, MessageOutlet outlet, Tracker tracker, Clock clock,
                    RandomGenerator random, ProductVersion version) {
        return new NoticeSending(new NoticeComposer(admin.text(), configuration.node(), version.text(), clock, random), outlet,
            tracker);
    }

    @Provides
    @Singleton
    DeliveryHeaders headers(AdministratorAddress admin, PosternConfiguration configuration, ProductVersion version) {
        return new DeliveryHeaders(new ActionContexts(admin.text(), configuration.node(), version.text()),
            configuration.authentication().host().orElse(configuration.node()), configuration.rules().explanationHeader());
    }
}
