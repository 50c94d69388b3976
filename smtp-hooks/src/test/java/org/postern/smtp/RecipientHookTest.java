// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import org.apache.commons.configuration2.BaseConfiguration;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.core.Username;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.lib.MappingsImpl;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.greylist.Greylist;
import org.postern.gateway.greylist.InMemoryGreylistStore;
import org.postern.gateway.policy.BoundedLookup;
import org.postern.gateway.policy.SmtpPolicy;
import org.postern.gateway.policy.TimeLimit;
import org.postern.gateway.policy.stage.GreylistStage;
import org.postern.gateway.policy.stage.RecipientExistsStage;
import org.postern.gateway.policy.stage.RelayStage;
import org.postern.gateway.policy.stage.RememberedRecipientStage;
import org.postern.gateway.policy.stage.VerifiedRecipientStage;
import org.postern.gateway.recipient.RecipientAnswer;
import org.postern.gateway.recipient.RecipientVerification;
import org.postern.gateway.relay.LocalRecipients;
import org.postern.gateway.relay.RelayPolicy;
import org.postern.gateway.tracking.EventType;

class RecipientHookTest {
    private static final String STRANGER = "203.0.113.9";
    private static final String TRUSTED = "192.0.2.7";

    private final Random random = new Random(7);
    private final RecordedEvents events = new RecordedEvents();
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private final InMemoryGreylistStore greylistStore = new InMemoryGreylistStore();
    private PosternConfiguration configuration;
    private RecipientAnswer behind = RecipientAnswer.EXISTS;
    private UsersRepository users;

    @BeforeEach
    void setUp() {
        PropertiesConfiguration settings = new PropertiesConfiguration();
        settings.setProperty("relay.domains", "a.test");
        settings.setProperty("relay.trusted-networks", "192.0.2.0/24");
        settings.setProperty("greylist.enabled", "false");
        configuration = PosternConfiguration.from(settings);
        users = users(name -> name.equals("bob@local.test"));
    }

    @Test
    void strangerShouldReachRelayDomainsAndEndTheMatterThere() throws Exception {
        HookResult result = incoming().doRcpt(ClientSession.from(STRANGER), sender(), new MailAddress("anna@a.test"));

        assertThat(result.getResult()).isEqualTo(HookReturnCode.ok());
        assertThat(events.events).isEmpty();
    }

    @Test
    void strangerShouldReachLocalUsersSubjectToTheServersOwnChecks() throws Exception {
        HookResult result = incoming().doRcpt(ClientSession.from(STRANGER), sender(), new MailAddress("bob@local.test"));

        assertThat(result.getResult()).isEqualTo(HookReturnCode.declined());
    }

    @Test
    void strangerShouldNotRelayElsewhere() throws Exception {
        HookResult result = incoming().doRcpt(ClientSession.from(STRANGER), sender(), new MailAddress("x@elsewhere.test"));

        assertThat(Replies.line(result)).startsWith("554 5.7.1 ");
        assertThat(events.types()).containsExactly(EventType.REFUSED);
        assertThat(events.events.get(0).details()).containsEntry("client", STRANGER).containsEntry("reply", Replies.line(result));
    }

    @Test
    void unknownLocalRecipientShouldBeRefusedBeforeTheGreylistHearsOfHim() throws Exception {
        greylisting();

        HookResult result = incoming().doRcpt(ClientSession.from(STRANGER), sender(), new MailAddress("nobody@local.test"));

        assertThat(Replies.line(result)).startsWith("550 5.1.1 ");
        assertThat(events.types()).containsExactly(EventType.REFUSED);
    }

    @Test
    void postmasterShouldAlwaysExist() throws Exception {
        assertThat(incoming().doRcpt(ClientSession.from(STRANGER), sender(), new MailAddress("Postmaster@local.test")).getResult())
            .isEqualTo(HookReturnCode.declined());
    }

    @Test
    void unknownTripletShouldBeDeferredWithTheTimeToWait() throws Exception {
        greylisting();

        HookResult result = incoming().doRcpt(ClientSession.from(STRANGER), sender(), new MailAddress("anna@a.test"));

        assertThat(withoutId(Replies.line(result))).isEqualTo("450 4.7.1 Greylisted, try again in 180 seconds");
        assertThat(events.types()).containsExactly(EventType.GREYLISTED);
    }

    @Test
    void retryAfterTheDelayShouldPass() throws Exception {
        greylisting();
        incoming().doRcpt(ClientSession.from(STRANGER), sender(), new MailAddress("anna@a.test"));

        clock = Clock.offset(clock, Duration.ofSeconds(181));

        assertThat(incoming().doRcpt(ClientSession.from(STRANGER), sender(), new MailAddress("anna@a.test")).getResult())
            .isEqualTo(HookReturnCode.ok());
    }

    @Test
    void trustedPortShouldNotGreylist() throws Exception {
        greylisting();

        assertThat(outgoing().doRcpt(ClientSession.from(TRUSTED), sender(), new MailAddress("x@elsewhere.test")).getResult())
            .isEqualTo(HookReturnCode.ok());
    }

    @Test
    void authenticatedUserShouldNotBeGreylisted() throws Exception {
        greylisting();

        assertThat(incoming().doRcpt(ClientSession.authenticated(STRANGER, "bob@local.test"), sender(), new MailAddress("anna@a.test"))
            .getResult()).isEqualTo(HookReturnCode.ok());
    }

    @Test
    void trustedPortShouldRefuseStrangers() throws Exception {
        assertThat(Replies.line(outgoing().doRcpt(ClientSession.from(STRANGER), sender(), new MailAddress("anna@a.test"))))
            .startsWith("554 5.7.1 ");
    }

    @Test
    void userDirectoryThatIsAwayShouldLetPassAndBeCounted() throws Exception {
        users = users(name -> {
            throw new UsersRepositoryException("the database is away");
        });

        HookResult result = incoming().doRcpt(ClientSession.from(STRANGER), sender(), new MailAddress("nobody@local.test"));

        assertThat(result.getResult()).isEqualTo(HookReturnCode.declined());
        assertThat(metrics.countFor("postern.smtp.lookup-unavailable")).isEqualTo(1);
    }

    @Test
    void userDirectoryThatHangsShouldNotHoldTheSession() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        users = users(name -> {
            never.await();
            return false;
        });

        HookResult result = incoming().doRcpt(ClientSession.from(STRANGER), sender(), new MailAddress("nobody@local.test"));

        assertThat(result.getResult()).isEqualTo(HookReturnCode.declined());
    }

    @Test
    void recipientsOfOneTransactionShouldShareOneId() throws Exception {
        ClientSession session = ClientSession.from(STRANGER);
        incoming().doRcpt(session, sender(), new MailAddress("x@elsewhere.test"));
        incoming().doRcpt(session, sender(), new MailAddress("y@elsewhere.test"));
        session.resetState();
        incoming().doRcpt(session, sender(), new MailAddress("z@elsewhere.test"));

        assertThat(events.events.get(0).messageId()).isEqualTo(events.events.get(1).messageId())
            .isNotEqualTo(events.events.get(2).messageId());
    }

    private void verifying(String code, String unverified) {
        PropertiesConfiguration settings = new PropertiesConfiguration();
        settings.setProperty("relay.domains", "a.test");
        settings.setProperty("greylist.enabled", "false");
        settings.setProperty("recipients.verify", code);
        settings.setProperty("recipients.server", "mail.a.test");
        settings.setProperty("recipients.unverified", unverified);
        configuration = PosternConfiguration.from(settings);
    }

    private String answerTo(String recipient) throws Exception {
        HookResult result = incoming().doRcpt(ClientSession.from(STRANGER), sender(), new MailAddress(recipient));
        return result.equals(HookResult.OK) ? "accepted" : withoutId(Replies.line(result));
    }

    @Test
    void recipientThatTheServerBehindDoesNotKnowShouldBeRefusedAsConfigured() throws Exception {
        behind = RecipientAnswer.UNKNOWN;
        verifying("550", "defer");
        assertThat(answerTo("nobody@a.test")).isEqualTo("550 5.1.1 No such recipient here");
        assertThat(events.types()).containsExactly(EventType.REFUSED);
        verifying("450", "defer");
        assertThat(answerTo("nobody@a.test")).isEqualTo("450 4.1.1 No such recipient here");
        assertThat(answerTo("postmaster@a.test")).isEqualTo("accepted");
    }

    @Test
    void recipientThatCannotBeVerifiedShouldWaitOrPassAsConfigured() throws Exception {
        behind = new RecipientAnswer.Unavailable("connection refused");
        verifying("550", "defer");
        assertThat(answerTo("anna@a.test")).isEqualTo("450 4.4.3 The recipient cannot be verified now, try again later");
        verifying("550", "accept");
        assertThat(answerTo("anna@a.test")).isEqualTo("accepted");
        behind = RecipientAnswer.EXISTS;
        verifying("550", "defer");
        assertThat(answerTo("anna@a.test")).isEqualTo("accepted");
    }

    @Test
    void clientThatTriesNamesShouldBeToldToComeBackForAnyName() throws Exception {
        behind = RecipientAnswer.UNKNOWN;
        verifying("550", "defer");
        RecipientHook hook = incoming();
        ClientSession session = ClientSession.from(STRANGER);
        for (int i = 0; i < 20; i++) {
            hook.doRcpt(session, sender(), new MailAddress(i + "@a.test"));
        }
        behind = RecipientAnswer.EXISTS;
        assertThat(withoutId(Replies.line(hook.doRcpt(session, sender(), new MailAddress("anna@a.test")))))
            .isEqualTo("450 4.7.1 Too many unknown recipients, try again later");
    }

    @Test
    void missingDirectionShouldStopTheServer() {
        assertThatThrownBy(() -> hook("")).isInstanceOf(ConfigurationException.class).hasMessageContaining("<direction>");
    }

    private String withoutId(String line) {
        assertThat(line).endsWith(" (" + events.events.get(events.events.size() - 1).messageId() + ")");
        return line.substring(0, line.lastIndexOf(" ("));
    }

    private void greylisting() {
        PropertiesConfiguration settings = new PropertiesConfiguration();
        settings.setProperty("relay.domains", "a.test");
        settings.setProperty("relay.trusted-networks", "192.0.2.0/24");
        settings.setProperty("greylist.delay", "180s");
        configuration = PosternConfiguration.from(settings);
    }

    private RecipientHook incoming() throws ConfigurationException {
        return hook("incoming");
    }

    private RecipientHook outgoing() throws ConfigurationException {
        return hook("outgoing");
    }

    private RecipientHook hook(String direction) throws ConfigurationException {
        RelayPolicy relay = new RelayPolicy(configuration.relay(), domain -> domain.equals("local.test"));
        RecipientVerification verification = new RecipientVerification(configuration.recipients(), recipient -> behind, clock, metrics);
        BoundedLookup lookup = new BoundedLookup(new TimeLimit(), Duration.ofMillis(300), metrics);
        SmtpPolicy policy = new SmtpPolicy(configuration.policy(), List.of(new RelayStage(relay, lookup),
            new RecipientExistsStage(relay, new LocalRecipients(users, noRewrites()), lookup),
            new RememberedRecipientStage(relay, verification),
            new GreylistStage(new Greylist(configuration.greylist(), greylistStore, clock, metrics), lookup),
            new VerifiedRecipientStage(relay, verification)), events, metrics);
        RecipientHook hook = new RecipientHook(policy, relay, new PolicyContexts(new SmtpSessionFacts(clock, random)));
        BaseConfiguration xml = new BaseConfiguration();
        xml.setProperty("direction", direction);
        hook.init(xml);
        return hook;
    }

    private static MaybeSender sender() throws Exception {
        return MaybeSender.of(new MailAddress("sender@client.test"));
    }

    private interface Directory {
        boolean contains(String name) throws Exception;
    }

    private static UsersRepository users(Directory directory) {
        return (UsersRepository) Proxy.newProxyInstance(RecipientHookTest.class.getClassLoader(), new Class<?>[] {UsersRepository.class},
            (proxy, method, arguments) -> method.getName().equals("getUsername")
                ? Username.of(((MailAddress) arguments[0]).asString())
                : directory.contains(((Username) arguments[0]).asString()));
    }

    private static RecipientRewriteTable noRewrites() {
        return (RecipientRewriteTable) Proxy.newProxyInstance(RecipientHookTest.class.getClassLoader(),
            new Class<?>[] {RecipientRewriteTable.class}, (proxy, method, arguments) -> MappingsImpl.empty());
    }
}
