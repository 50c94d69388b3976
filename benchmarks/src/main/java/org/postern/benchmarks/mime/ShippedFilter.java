// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.postern.analysis.archive.ArchiveInspector;
import org.postern.analysis.archive.InstalledUnpackers;
import org.postern.analysis.document.DocumentInspectors;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.PartInspector;
import org.postern.analysis.spam.SpamBudget;
import org.postern.gateway.auth.SenderChecks;
import org.postern.gateway.config.LargeMessageConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.filter.Filter;
import org.postern.gateway.filter.FilterOutcome;
import org.postern.gateway.filter.HeuristicScore;
import org.postern.gateway.filter.LargeMessages;
import org.postern.gateway.filter.MessageContentAnalysis;
import org.postern.gateway.filter.RuleSetDecision;
import org.postern.gateway.filter.RuleSetSource;
import org.postern.gateway.filter.SpamEngineSource;
import org.postern.gateway.learn.AutomaticTeacher;
import org.postern.gateway.learn.InMemoryLessonStore;
import org.postern.gateway.learn.Learning;
import org.postern.gateway.learn.MailClassifier;
import org.postern.gateway.lists.MessageLists;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.scan.VirusScanning;
import org.postern.gateway.spam.RuleCheck;
import org.postern.gateway.unpack.ProcessUnpacker;
import org.postern.gateway.unpack.SevenZipUnpacker;

/** The filter with its default limits, the rules and spam rules that are shipped, and the installed unpackers; only engines are none. */
final class ShippedFilter implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of("james-conf", "single");

    private final VirusScanning engines = new VirusScanning(List.of());
    private final ProcessUnpacker tar = new ProcessUnpacker("bsdtar");
    private final SevenZipUnpacker sevenZip = new SevenZipUnpacker("7zz");
    private final Filter filter;

    ShippedFilter() {
        PosternConfiguration defaults = PosternConfiguration.defaults();
        LargeMessageConfiguration large = defaults.content().large();
        List<PartInspector> inspectors = new ArrayList<>(List.of(new ArchiveInspector(new InstalledUnpackers(tar, sevenZip))));
        inspectors.addAll(DocumentInspectors.all());
        Learning learning = new Learning(new InMemoryLessonStore(), defaults.learning(), Clock.systemUTC());
        learning.load();
        RuleCheck spam = new RuleCheck(new SpamEngineSource(CONFIGURATION.resolve("spam"), Clock.systemUTC()), SpamBudget.defaults(),
            new MailClassifier(learning, defaults.learning()), new AutomaticTeacher(learning, defaults.learning(), Clock.systemUTC()));
        filter = new Filter(new MessageContentAnalysis(new MessageAnalyser(inspectors), defaults.content().limits(), spam), engines,
            new RuleSetDecision(new RuleSetSource(CONFIGURATION.resolve("rules.yml"), Clock.systemUTC())), defaults.filter().deadline(),
            new HeuristicScore(0), SenderChecks.none(), MessageLists.none(),
            new LargeMessages(large.atOnce(), large.from(), large.waiting()));
    }

    FilterOutcome filter(MessageSource message) {
        return filter.filter(new FilterRequest("01HZZZZZZZZZZZZZZZZZZZZZZZ", Instant.now(), Direction.INCOMING,
            new Envelope("a@example.com", List.of("b@example.org")), Client.of("192.0.2.1"), message, FilterRequest.Patience.RETRY));
    }

    @Override
    public void close() {
        engines.close();
        tar.close();
        sevenZip.close();
    }
}
