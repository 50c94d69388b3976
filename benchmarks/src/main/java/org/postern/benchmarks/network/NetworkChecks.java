// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.commons.configuration2.MapConfiguration;
import org.postern.analysis.facts.Authentication;
import org.postern.analysis.facts.AuthenticationResult;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.analysis.spam.SpamRuleFile;
import org.postern.analysis.spam.SpamRules;
import org.postern.gateway.auth.Sender;
import org.postern.gateway.auth.SenderAuthentication;
import org.postern.gateway.auth.SenderChecks;
import org.postern.gateway.auth.spf.Spf;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.dns.DnsClient;
import org.postern.gateway.dns.DnsMetrics;
import org.postern.gateway.dns.DnsSettings;
import org.postern.gateway.dnslist.ContentLists;
import org.postern.gateway.dnslist.ListPauses;
import org.postern.gateway.filter.SpamEngineSource;
import org.postern.gateway.learn.AutomaticTeacher;
import org.postern.gateway.learn.InMemoryLessonStore;
import org.postern.gateway.learn.Learning;
import org.postern.gateway.learn.MailClassifier;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.reputation.SenderMemory;
import org.postern.gateway.spam.RuleCheck;
import org.postern.integration.network.SignedMail;

/** What the gateway asks of the network for one message, put together as the gateway puts it together, with nothing remembered yet. */
final class NetworkChecks implements AutoCloseable {
    static final Duration AUTH_DEADLINE = Duration.ofSeconds(10);
    static final Duration LIST_DEADLINE = Duration.ofSeconds(5);
    private static final String RULES = "header R eval:check_rbl('r-lastexternal', 'relays.test.')\nscore R 2\ntflags R net\n"
        + "urirhssub U names.test. A 2\nbody U eval:check_uridnsbl('U')\nscore U 3\ntflags U net\n";

    private final DnsClient dns;
    private final SenderAuthentication senders;
    private final RuleCheck rules;

    NetworkChecks(List<InetSocketAddress> servers) {
        PosternConfiguration configuration = PosternConfiguration.from(new MapConfiguration(Map.of("dnslist.content", "true",
            "dnslist.deadline", LIST_DEADLINE.toSeconds() + "s", "auth.deadline", AUTH_DEADLINE.toSeconds() + "s")));
        dns = new DnsClient(new DnsSettings(servers, configuration.dns().timeout(), configuration.dns().tries(),
            configuration.dns().concurrency(), configuration.dns().cacheEntries()), new DnsMetrics(new UncountedMetrics()));
        senders = new SenderAuthentication(dns, new Spf("gate.test", Clock.systemUTC()), configuration.authentication().settings());
        Learning learning = new Learning(new InMemoryLessonStore(), configuration.learning(), Clock.systemUTC());
        learning.load();
        SpamEngine engine = new SpamEngine(SpamRules.parse(List.of(new SpamRuleFile("bench.cf", RULES)), SpamEngineSource.setup()));
        ListPauses pauses = new ListPauses(Clock.systemUTC(), configuration.dnsLists().pause(), new UncountedMetrics());
        rules = new RuleCheck(() -> engine, SpamBudget.defaults(), new MailClassifier(learning, configuration.learning()),
            new AutomaticTeacher(learning, configuration.learning(), Clock.systemUTC()),
            ContentLists.of(dns, pauses, configuration.dnsLists().deadline(), SpamBudget.defaults()), Optional.empty(),
            SenderMemory.none());
    }

    /** Checks one message. Answers what is false in the answers, empty when they are right or say that they do not know. */
    List<String> check(SignedMail.Sample sample, int number) throws IOException {
        MessageSource source = MessageSource.of(sample.bytes());
        Duration time = AUTH_DEADLINE;
        SenderChecks.Running running = senders.start(new Sender(sample.client(), "out.test", sample.sender(), Instant.now(), number),
            source, time);
        FilterRequest request = new FilterRequest(Integer.toString(number), Instant.now(), Direction.INCOMING,
            new Envelope(sample.sender(), List.of("bob@home.test")), Client.of(sample.client()), source,
            FilterRequest.Patience.RETRY).with(running);
        SpamOutcome outcome = rules.check(request, new MessageAnalyser().analyse(source, AnalysisLimits.defaults()), time);
        Authentication found = running.await().orElseThrow();
        return falsehoods(sample, outcome, found);
    }

    private static List<String> falsehoods(SignedMail.Sample sample, SpamOutcome outcome, Authentication found) {
        List<String> wrong = new ArrayList<>();
        AuthenticationResult spf = found.spf().result();
        if (!spf.undecided() && spf != (sample.foreign() ? AuthenticationResult.FAIL : AuthenticationResult.PASS)) {
            wrong.add("SPF " + spf);
        }
        found.dkim().stream().filter(each -> !each.result().undecided() && each.result() != AuthenticationResult.PASS).findFirst()
            .ifPresent(each -> wrong.add("DKIM " + each.result() + " " + each.reason()));
        AuthenticationResult dmarc = found.dmarc().result();
        if (!dmarc.undecided() && dmarc != AuthenticationResult.PASS) {
            wrong.add("DMARC " + dmarc);
        }
        boolean hit = outcome.analysis().hits().stream().anyMatch(each -> each.rule().equals("U"));
        boolean unknown = outcome.unknown().stream().anyMatch(each -> each.check().equals("spam.dns"));
        if (hit != sample.listed() && !(unknown && !hit)) {
            wrong.add(hit ? "a listing out of nothing" : "a clean link out of a failure");
        }
        return wrong;
    }

    @Override
    public void close() {
        senders.close();
        dns.close();
    }
}
