// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.james.json.DTOConverter;
import org.apache.james.jwt.JwtTokenVerifier;
import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.task.Hostname;
import org.apache.james.task.MemoryTaskManager;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.WebAdminConfiguration;
import org.apache.james.webadmin.WebAdminServer;
import org.apache.james.webadmin.authentication.JwtFilter;
import org.apache.james.webadmin.mdc.LoggingRequestFilter;
import org.apache.james.webadmin.routes.TasksRoutes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.Example;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.rules.example.ExampleFacts;
import org.postern.analysis.rules.yaml.RuleSetYaml;
import org.postern.gateway.access.AccessTokens;
import org.postern.gateway.access.Account;
import org.postern.gateway.access.AccountName;
import org.postern.gateway.access.Accounts;
import org.postern.gateway.access.Authentication;
import org.postern.gateway.access.MailUser;
import org.postern.gateway.access.MailUsers;
import org.postern.gateway.access.MemoryAccountStore;
import org.postern.gateway.access.UserSignIn;
import org.postern.gateway.access.UserTokens;
import org.postern.gateway.config.DmarcReportFormat;
import org.postern.gateway.decide.ItemDecisions;
import org.postern.gateway.digest.InMemoryDigestRuns;
import org.postern.gateway.dmarcreport.DmarcReports;
import org.postern.gateway.dmarcreport.InMemoryDmarcReportStore;
import org.postern.gateway.dmarcreport.ReportSubmitter;
import org.postern.gateway.dns.Dns;
import org.postern.gateway.link.AccessLinks;
import org.postern.gateway.link.InMemoryLinkStore;
import org.postern.gateway.link.LinkRequests;
import org.postern.gateway.personal.InMemoryPersonalListStore;
import org.postern.gateway.personal.PersonalLists;
import org.postern.webadmin.preview.PreviewReader;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.gateway.access.PasswordHash;
import org.postern.gateway.access.Role;
import org.postern.gateway.access.SignIn;
import org.postern.gateway.access.TokenKeys;
import org.postern.gateway.channel.RuleChannels;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.dnslist.ListPauses;
import org.postern.gateway.digest.DigestPreferences;
import org.postern.gateway.digest.DigestReports;
import org.postern.gateway.digest.InMemoryDigestStore;
import org.postern.gateway.directory.Directories;
import org.postern.gateway.directory.DirectoryAccounts;
import org.postern.gateway.directory.DirectoryProfiles;
import org.postern.gateway.directory.DirectoryServer;
import org.postern.gateway.directory.DirectorySync;
import org.postern.gateway.directory.MemoryDirectoryStore;
import org.postern.gateway.directory.ldap.LdapServer;
import org.postern.gateway.learn.InMemoryLessonStore;
import org.postern.gateway.learn.Learning;
import org.postern.gateway.greylist.Greylist;
import org.postern.gateway.greylist.InMemoryGreylistStore;
import org.postern.gateway.lists.AddressLists;
import org.postern.gateway.mailuser.MailOwners;
import org.postern.gateway.mailuser.SelfService;
import org.postern.gateway.lists.InMemoryAddressListStore;
import org.postern.gateway.quarantine.InMemoryQuarantineStore;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.ItemStatus;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.index.ItemIndexRebuild;
import org.postern.gateway.scan.EngineMonitor;
import org.postern.gateway.scan.ResultCache;
import org.postern.gateway.scan.update.SignatureUpdates;
import org.postern.gateway.rate.InMemoryHoldStore;
import org.postern.gateway.rate.InMemoryRateStore;
import org.postern.gateway.rate.OutboundLimits;
import org.postern.gateway.recipient.RecipientAnswer;
import org.postern.gateway.recipient.RecipientVerification;
import org.postern.gateway.rules.ActiveRules;
import org.postern.gateway.rules.Explanations;
import org.postern.gateway.rules.InMemoryFactsStore;
import org.postern.gateway.rules.InMemoryRuleHitStore;
import org.postern.gateway.rules.InMemoryRuleSetStore;
import org.postern.gateway.rules.KeptFacts;
import org.postern.gateway.rules.RuleSets;
import org.postern.gateway.spam.EngineComparison;
import org.postern.gateway.statistics.InMemoryStatisticsStore;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.InMemoryEventStore;
import org.postern.gateway.tracking.erase.Erasure;
import org.postern.gateway.tracking.search.MessageSearch;
import org.postern.webadmin.directory.DirectoryTaskModule;
import org.postern.webadmin.directory.LookupEndpoints;
import org.postern.webadmin.directory.ProfileEndpoints;
import org.postern.webadmin.lists.GreylistEndpoints;
import org.postern.webadmin.lists.ListEndpoints;
import org.postern.webadmin.rules.ReplayTaskModule;
import org.postern.webadmin.rules.RuleDraftEndpoints;
import org.postern.webadmin.rules.RuleReplayEndpoints;
import org.postern.webadmin.rules.RuleTryEndpoints;
import org.postern.webadmin.rules.RuleVersionEndpoints;
import org.postern.webadmin.tracking.TrackingTaskEndpoints;
import org.postern.webadmin.tracking.TrackingTaskModule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import spark.Service;

/**
 * James's WebAdmin on a free port with Postern's routes in it, and one route of James's own kind beside them.
 */
final class WebAdminFixture implements AutoCloseable {
    static final TokenKeys KEYS = TokenKeys.generate();
    static final String PASSWORD = "correct horse";
    /** The roles of accounts. */
    static final List<Role> ROLES = List.of(Role.ADMIN, Role.QUARANTINE_MANAGER, Role.DOMAIN_MANAGER, Role.AUDITOR);
    static final MailUser BOB = new MailUser("bob@local.test", Set.of("bob@local.test", "robert@local.test"));

    private static final RuleSet RULES = new RuleSetYaml().read("""
        version: file-1
        what:
          Spam:
            - spam-level: 3
        rules:
          - name: Quarantine Spam
            priority: 80
            what: [Spam]
            actions:
              - quarantine: spam
        """);
    private static final PasswordHash HASH = PasswordHash.of(PASSWORD);
    private static final ObjectMapper JSON = new ObjectMapper();

    final Clock clock = Clock.systemUTC();
    final SwitchableAccountStore accounts = new SwitchableAccountStore(new MemoryAccountStore());
    final InMemoryQuarantineStore quarantineStore = new InMemoryQuarantineStore(clock);
    final RecordingOutlet outlet = new RecordingOutlet();
    final InMemoryEventStore events = new InMemoryEventStore(clock, Duration.ofDays(1));
    final InMemoryStatisticsStore statistics = new InMemoryStatisticsStore(clock);
    final AccessTokens tokens = new AccessTokens(KEYS, Duration.ofHours(8), clock);
    final SwitchableEngine engine = new SwitchableEngine();
    final EngineMonitor monitor = new EngineMonitor(List.of(engine), clock, new NoopGaugeRegistry());
    final ResultCache results = new ResultCache(10, Duration.ofMinutes(1));
    final SignatureUpdates updates = new SignatureUpdates(Optional.of(engine), monitor::checkAll, clock);
    final Learning learning = new Learning(new InMemoryLessonStore(), PosternConfiguration.defaults().learning(), clock);
    final InMemoryRuleSetStore ruleSetStore = new InMemoryRuleSetStore();
    final InMemoryHoldStore holds = new InMemoryHoldStore();
    final InMemoryFactsStore facts = new InMemoryFactsStore(clock, Duration.ofDays(30));
    final InMemoryRuleHitStore hits = new InMemoryRuleHitStore();
    final RuleSets ruleSets = new RuleSets(ruleSetStore, new ActiveRules(() -> RULES, ruleSetStore, false, clock), clock);
    final ListPauses pauses = new ListPauses(clock, Duration.ofMinutes(10), new RecordingMetricFactory());
    final Explanations explanations = new Explanations(facts, ruleSets);
    final MemoryTaskManager tasks = new MemoryTaskManager(new Hostname("node-1"));
    final MemoryDirectoryStore directoryStore = new MemoryDirectoryStore(clock);
    final DirectoryServer directoryServer = new LdapServer();
    final Directories directories = new Directories(directoryStore);
    final DirectorySync directorySync = new DirectorySync(directoryStore, directoryServer, directories, "node-1", clock,
        new RecordingMetricFactory());
    final DirectoryAccounts directoryAccounts = new DirectoryAccounts(directories, directoryServer);
    final OutboundLimits outbound = new OutboundLimits(PosternConfiguration.defaults().outbound(), "node-1", new InMemoryRateStore(clock),
        holds, (transaction, sender, reason, held) -> { }, clock);
    final RecipientVerification verification = new RecipientVerification(PosternConfiguration.defaults().recipients(),
        recipient -> new RecipientAnswer.Exists(), clock, new RecordingMetricFactory());
    final PersonalLists personal = new PersonalLists(new InMemoryPersonalListStore(),
        address -> BOB.owns(address) ? BOB.address() : address, clock);
    final AccessLinks links = new AccessLinks(new InMemoryLinkStore(clock), Duration.ofHours(1), clock);
    final List<String> linkRequests = new CopyOnWriteArrayList<>();
    final SelfService selfService = new SelfService(directories, new OneMailUser());
    final UserSignIn userSignIn = new UserSignIn(new OneMailUser(), new UserTokens(KEYS, clock), links, selfService::isFor, clock);
    final MailOwners owners = new MailOwners(new OneMailUser(), directories);
    final InMemoryDigestStore digestStore = new InMemoryDigestStore();
    final DigestPreferences digestPreferences = new DigestPreferences(digestStore, PosternConfiguration.defaults().digest(), "en");
    final DigestReports digestReports = new DigestReports(quarantineStore, links, digestPreferences,
        PosternConfiguration.defaults().quarantine(), PosternConfiguration.defaults().links(), 100);
    final Erasure erasure = new Erasure(events, statistics, Duration.ofDays(1), "node-1", clock);
    final ItemIndexOfIds itemIndex = new ItemIndexOfIds();
    final Optional<ItemIndexRebuild> itemRebuild = Optional.of(new ItemIndexRebuild(quarantineStore, itemIndex));
    final InMemoryDmarcReportStore dmarcStore = new InMemoryDmarcReportStore(clock);
    final DmarcReports dmarcReports = new DmarcReports(dmarcStore, new InMemoryDigestRuns(clock), limit -> Dns.silent("no DNS"), outlet,
        new ReportSubmitter("dmarc@gw.test", "Gateway", DmarcReportFormat.RFC7489, "Postern", Optional.empty()), clock, new Random(),
        new RecordingMetricFactory());
    final PosternRoutes routes;

    private static final class OneMailUser implements MailUsers {
        @Override
        public Optional<MailUser> find(String address) {
            return Optional.of(BOB).filter(bob -> bob.owns(address));
        }

        @Override
        public Optional<MailUser> signIn(String name, String password) {
            return find(name).filter(bob -> password.equals(PASSWORD));
        }
    }

    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final Server server;

    private static final class Server extends WebAdminServer {
        Server(List<Routes> routes, JwtTokenVerifier.Factory verifier) {
            super(WebAdminConfiguration.TEST_CONFIGURATION, routes, new JwtFilter(verifier), new RecordingMetricFactory(),
                LoggingRequestFilter.create());
        }
    }

    private static final class JamesOwnRoutes implements Routes {
        @Override
        public String getBasePath() {
            return "/domains";
        }

        @Override
        public void define(Service service) {
            service.get("/domains", (request, response) -> "[]");
        }
    }

    final Greylist greylist = new Greylist(PosternConfiguration.defaults().greylist(), new InMemoryGreylistStore(), clock,
        new RecordingMetricFactory());

    WebAdminFixture(ComponentCheck... checks) {
        Quarantine quarantine = new Quarantine(quarantineStore, outlet, (message, type, recipient, details) -> events.append(List.of(
            new Event(message, clock.instant(), "node-1", type, recipient, details))),
            PosternConfiguration.defaults().quarantine(), clock, Set.of());
        ItemDecisions decisions = new ItemDecisions(quarantine, personal, learning, PosternConfiguration.defaults().learning(),
            PosternConfiguration.defaults().quarantine(), clock);
        ItemExplanation explanation = new ItemExplanation(explanations);
        ItemPages pages = new ItemPages(quarantine, new PreviewReader(new MessageAnalyser()), new PreviewTickets(KEYS, clock));
        routes = new PosternRoutes(new Authentication(accounts, tokens, directoryAccounts, Optional.of(userSignIn)),
            new SignInEndpoints(new SignIn(accounts, tokens, clock, directoryAccounts)),
            new QuarantineEndpoints(quarantine, explanation, decisions, pages, clock),
            new TrackingEndpoints(events, new MessageSearch(events), statistics,
                new TrackingTaskEndpoints(Optional.empty(), itemRebuild, erasure, tasks, clock), clock),
            new StatusEndpoints("node-1", ProductVersion.current(), List.of(checks)), new AccountEndpoints(new Accounts(accounts)),
            new PageEndpoints(ProductVersion.current()), new VirusEndpoints(monitor, results, updates, clock),
            new LearningEndpoints(learning), new SpamEndpoints(new EngineComparison(), new RuleChannels(List.of(), clock), pauses),
            new RuleDraftEndpoints(ruleSets), new RuleVersionEndpoints(ruleSets), new RuleTryEndpoints(ruleSets, explanations, hits, clock),
            new RuleReplayEndpoints(ruleSets, facts, tasks, clock),
            new ListEndpoints(new AddressLists(new InMemoryAddressListStore(clock), clock, Runnable::run), clock),
            new GreylistEndpoints(greylist),
            new SmtpEndpoints(outbound, verification),
            new ProfileEndpoints(new DirectoryProfiles(directoryStore, directoryServer, directorySync, directories), directorySync,
                directories, directoryStore, tasks, clock), new LookupEndpoints(directories),
            new BulkEndpoints(quarantine, decisions, tasks, clock), pages,
            new UserEndpoints(quarantine, explanation, decisions, pages, clock),
            new UserSettingsEndpoints(userSignIn, links, new LinkRequests(linkRequests::add, clock), personal),
            new DigestEndpoints(digestStore, digestPreferences, digestReports, owners, clock),
            new UserDigestEndpoints(digestStore, digestPreferences, owners, clock),
            new DmarcReportEndpoints(true, dmarcStore, dmarcReports, clock));
        for (Role role : ROLES) {
            accounts.save(new Account(AccountName.of(role.name()), HASH, role, role.ofDomains() ? Set.of("Local.test") : Set.of()));
        }
        TasksRoutes taskRoutes = new TasksRoutes(tasks, new JsonTransformer(),
            new DTOConverter<>(Stream.of(new ReplayTaskModule(() -> facts, clock),
                new TrackingTaskModule(Optional::empty, () -> itemRebuild, () -> erasure, clock),
                new DirectoryTaskModule(() -> directorySync, () -> directoryStore, clock))
                .flatMap(module -> module.taskAdditionalInformationDTOModules().stream())
                .collect(Collectors.toSet())));
        server = new Server(List.of(new JamesOwnRoutes(), taskRoutes, routes), () -> new JwtTokenVerifier(() -> List.of(KEYS.publicKey())));
        server.start();
    }

    int port() {
        return server.getPort().getValue();
    }

    String token(Role role) {
        return tokens.issue(accounts.find(AccountName.of(role.name())).orElseThrow()).value();
    }

    HttpResponse<String> send(String method, String path, Optional<String> token, Optional<String> json) {
        return send(method, path, token, json, Map.of());
    }

    HttpResponse<String> send(String method, String path, Optional<String> token, Optional<String> json, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
            .timeout(Duration.ofSeconds(30));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        json.ifPresent(value -> request.header("Content-Type", "application/json"));
        headers.forEach(request::setHeader);
        request.method(method, json.map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        } catch (Exception e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    HttpResponse<String> get(Role role, String path) {
        return send("GET", path, Optional.of(token(role)), Optional.empty());
    }

    HttpResponse<String> post(Role role, String path, String json) {
        return send("POST", path, Optional.of(token(role)), Optional.of(json));
    }

    HttpResponse<String> delete(Role role, String path) {
        return send("DELETE", path, Optional.of(token(role)), Optional.empty());
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body().getBytes(StandardCharsets.ISO_8859_1));
        } catch (Exception e) {
            throw new AssertionError("no JSON: " + response.body(), e);
        }
    }

    QuarantineItem quarantined(int number, QuarantineKind kind, String recipient, String content) {
        String messageId = "01HQXW5P7R8ZJ4M2N6K9T3V" + String.format("%03d", number);
        QuarantineItem item = new QuarantineItem(ItemId.of(messageId, recipient), kind, ItemStatus.PENDING, Direction.INCOMING,
            clock.instant().minus(Duration.ofMinutes(number)), clock.instant().plus(Duration.ofDays(7)), "sender@remote.test", recipient,
            "Subject " + number, "Sender <sender@remote.test>", "192.0.2.7", content.length(), 12.5,
            List.of("spam-quarantine"), "score 12.5");
        quarantineStore.store(MessageSource.of(content.getBytes(StandardCharsets.ISO_8859_1)), List.of(item));
        return item;
    }

    /** Keeps facts of a message with 7.5 points, as if the rules of this fixture had judged it so. */
    void keepFacts(QuarantineItem item, String outcome) {
        Facts facts = new ExampleFacts().of(new Example("x", Optional.empty(), Map.of("spam", "7.5", "recipients", item.recipient()),
            Map.of("", "any"), List.of()));
        SpamAnalysis spam = new SpamAnalysis(7.5, List.of(new SpamHit("OFFER", 7.5, "Offers <b>something</b>")));
        this.facts.keep(new KeptFacts(new Facts(Facts.VERSION, item.id().messageId(), clock.instant(), facts.direction(), facts.envelope(),
            facts.client(), facts.size(), facts.headers(), facts.parts(), facts.uris(), facts.anomalies(), facts.virus(), spam,
            facts.unknown(), facts.timingsMicros()), RULES.version(), Map.of(item.recipient(), outcome)));
    }

    @Override
    public void close() {
        server.destroy();
        tasks.stop();
        directorySync.close();
        updates.close();
        monitor.close();
    }
}
