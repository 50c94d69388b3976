// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.james.core.MailAddress;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory.MemoryCacheableMailQueue;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.BoundAction;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.rules.Verdict;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.filter.Content;
import org.postern.gateway.filter.Filter;
import org.postern.gateway.mail.MailAttributes;
import org.postern.gateway.mail.MailContent;
import org.postern.gateway.mail.MailFiltering;
import org.postern.gateway.mail.Reception;
import org.postern.gateway.mail.VerdictOnMail;
import org.postern.gateway.quarantine.InMemoryQuarantineStore;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.quarantine.QuarantineItem;
import org.postern.gateway.quarantine.QuarantineStore;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.VirusScanner;
import org.postern.gateway.scan.VirusScanning;
import org.postern.gateway.tracking.EventType;

class PosternFilterTest {
    private static final String ID = "01KJMMA2G0QMQ0BFWQPJBY38VP";
    private static final Action ACCEPT = new Action.Accept();
    private static final Action BLOCK = new Action.Block();
    private static final Action QUARANTINE = new Action.Quarantine(QuarantineKind.SPAM);
    private static final String MESSAGE = "X-Spam-Status: No, trust me\r\nSubject: gr\u00fcn\r\nX-Virus-Scanned: by a stranger\r\n\r\n"
        + "body \u00e9\r\n.\r\nno line end";

    /** Takes out a part that the message does not have. */
    private static final Action IMPOSSIBLE = new Action.RemoveAttachments(false, "", false);

    /** James's queue in memory, other than those on disk, loses bytes outside ASCII in headers. */
    private static final String AS_QUEUED = MESSAGE.replace('\u00fc', '?');

    private final RecordedEvents events = new RecordedEvents();
    private final PropertiesConfiguration settings = new PropertiesConfiguration();
    private final Map<String, Action> outcomes = new LinkedHashMap<>();
    private final Map<String, List<Action>> actions = new LinkedHashMap<>();
    private final List<String> noticesSentFor = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private EngineAnswer engine = new EngineAnswer.Clean();
    private boolean storageAway;
    private int scans;
    private MemoryCacheableMailQueue queue;
    private Spool spool;
    private QuarantineStore store;

    @BeforeEach
    void setUp() {
        MemoryMailQueueFactory queues = new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory(), Clock.systemUTC());
        queue = queues.createQueue(MailQueueFactory.SPOOL);
        spool = new Spool(queues);
        store = new InMemoryQuarantineStore(new TestClock());
    }

    @Test
    void passedMailShouldGoOnWithOurFieldsOnTopAndItsBodyUntouched() throws Exception {
        outcomes.put("anna@a.test", ACCEPT);
        Mail mail = incoming("anna@a.test");

        filter().service(mail);

        assertThat(mail.getState()).isEqualTo("root");
        String text = text(mail);
        assertThat(text).startsWith("X-Postern-Id: " + ID + "\r\nX-Virus-Status: Clean\r\nX-Spam-Score: 0.0\r\n");
        assertThat(text).doesNotContain("trust me", "by a stranger");
        assertThat(text).endsWith("\r\n\r\nbody \u00e9\r\n.\r\nno line end");
        assertThat(text).contains("Subject: =?UTF-8?");
        assertThat(queue.getSize()).isZero();
    }

    @Test
    void verdictOfTheSessionShouldBeUsedWithoutAnotherScan() throws Exception {
        outcomes.put("anna@a.test", ACCEPT);
        Mail mail = incoming("anna@a.test");
        FilterRequest.Patience any = FilterRequest.Patience.RETRY;
        new VerdictOnMail().write(mail, (org.postern.gateway.filter.FilterOutcome.Decided)
            filtering().filter(mail, Reception.of(mail).orElseThrow(), any));

        filter().service(mail);

        assertThat(scans).isEqualTo(1);
        assertThat(mail.getState()).isEqualTo("root");
        assertThat(MailAttributes.VERDICT.text(mail)).isEmpty();
    }

    @Test
    void verdictShouldBeTheSameFromMemoryAsFromTheMail() throws Exception {
        outcomes.put("anna@a.test", ACCEPT);
        Mail mail = incoming("anna@a.test");
        VerdictOnMail writer = new VerdictOnMail();
        writer.write(mail, (org.postern.gateway.filter.FilterOutcome.Decided)
            filtering().filter(mail, Reception.of(mail).orElseThrow(), FilterRequest.Patience.RETRY));

        Optional<?> afterRestart = new VerdictOnMail().read(mail);

        assertThat(afterRestart).isPresent();
        assertThat(writer.read(mail)).isEqualTo(afterRestart);
        assertThat(writer.read(mail)).as("read again").isEqualTo(afterRestart);
    }

    @Test
    void rememberedVerdictShouldNotServeAMailWithAnotherText() throws Exception {
        outcomes.put("anna@a.test", ACCEPT);
        Mail mail = incoming("anna@a.test");
        VerdictOnMail writer = new VerdictOnMail();
        writer.write(mail, (org.postern.gateway.filter.FilterOutcome.Decided)
            filtering().filter(mail, Reception.of(mail).orElseThrow(), FilterRequest.Patience.RETRY));
        MailAttributes.VERDICT.set(mail, "{}");

        assertThat(writer.read(mail)).isEmpty();
    }

    @Test
    void recipientsWithTheSameOutcomeShouldNotBeSplit() throws Exception {
        outcomes.put("a@a.test", ACCEPT);
        outcomes.put("b@a.test", ACCEPT);
        outcomes.put("c@a.test", QUARANTINE);
        outcomes.put("d@a.test", BLOCK);
        Mail mail = incoming("a@a.test", "b@a.test", "c@a.test", "d@a.test");

        filter().service(mail);

        assertThat(recipients(mail)).containsExactlyInAnyOrder("a@a.test", "b@a.test");
        assertThat(queue.getSize()).isZero();
        assertThat(store.find(ItemId.of(ID, "c@a.test"))).isPresent();
        assertThat(events.types()).contains(EventType.QUARANTINED, EventType.BLOCKED);
    }

    @Test
    void quarantineShouldGetTheBytesAsReceived() throws Exception {
        outcomes.put("c@a.test", QUARANTINE);
        Mail mail = incoming("c@a.test");

        filter().service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        try (InputStream in = store.content(ID).orElseThrow().open()) {
            assertThat(new String(in.readAllBytes(), ISO_8859_1)).isEqualTo(MESSAGE);
        }
    }

    @Test
    void recipientsWithOtherHeadersShouldGetAMessageOfTheirOwn() throws Exception {
        outcomes.put("a@a.test", ACCEPT);
        outcomes.put("b@a.test", ACCEPT);
        actions.put("b@a.test", List.of(new Action.SetHeader("Subject", "SPAM: __SUBJECT__")));
        Mail mail = incoming("a@a.test", "b@a.test");

        filter().service(mail);

        assertThat(recipients(mail)).containsExactly("a@a.test");
        assertThat(text(mail)).doesNotContain("SPAM:");
        Mail apart = onlyQueued();
        assertThat(recipients(apart)).containsExactly("b@a.test");
        assertThat(apart.getState()).isEqualTo("deliver");
        assertThat(text(apart)).contains("Subject: SPAM: No Subject\r\n").doesNotContain("Subject: =?UTF-8?Q?gr");
        assertThat(MailAttributes.ID.text(apart)).contains(ID);
    }

    @Test
    void unfinishedScanShouldLetTheMailWaitWithAllItsRecipients() throws Exception {
        outcomes.put("a@a.test", ACCEPT);
        engine = new EngineAnswer.Unknown("connection refused");
        Mail mail = incoming("a@a.test", "b@a.test");

        filter().service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        Mail waiting = onlyQueued();
        assertThat(waiting.getState()).isEqualTo("root");
        assertThat(recipients(waiting)).containsExactlyInAnyOrder("a@a.test", "b@a.test");
        assertThat(MailAttributes.WAITING_SINCE.number(waiting)).contains(now.toEpochMilli());
        assertThat(text(waiting)).isEqualTo(AS_QUEUED);
        assertThat(events.types()).containsExactly(EventType.SCAN_DEFERRED);
    }

    @Test
    void patienceShouldBeMeasuredFromTheFirstFailureAndEndInQuarantine() throws Exception {
        settings.setProperty("filter.unscanned-after", "1h");
        engine = new EngineAnswer.Unknown("connection refused");
        Mail mail = incoming("a@a.test");
        filter().service(mail);
        now = now.plus(Duration.ofMinutes(59));
        Mail second = onlyQueued();
        filter().service(second);
        assertThat(store.find(ItemId.of(ID, "a@a.test"))).isEmpty();
        now = now.plus(Duration.ofMinutes(1));
        Mail third = onlyQueued();

        filter().service(third);

        assertThat(third.getState()).isEqualTo(Mail.GHOST);
        assertThat(store.find(ItemId.of(ID, "a@a.test")).map(QuarantineItem::kind)).contains(QuarantineKind.UNSCANNED);
        assertThat(queue.getSize()).isZero();
    }

    @Test
    void quarantineThatCannotStoreShouldLetTheMailWaitUnchanged() throws Exception {
        outcomes.put("a@a.test", ACCEPT);
        outcomes.put("c@a.test", QUARANTINE);
        storageAway = true;
        Mail mail = incoming("a@a.test", "c@a.test");
        filter().service(mail);
        Mail waiting = onlyQueued();
        assertThat(recipients(waiting)).containsExactlyInAnyOrder("a@a.test", "c@a.test");
        assertThat(text(waiting)).isEqualTo(AS_QUEUED);
        storageAway = false;

        filter().service(waiting);

        assertThat(recipients(waiting)).containsExactly("a@a.test");
        assertThat(store.find(ItemId.of(ID, "c@a.test"))).isPresent();
        assertThat(scans).as("the verdict was kept").isEqualTo(1);
        assertThat(MailAttributes.WAITING_SINCE.number(waiting)).isEmpty();
    }

    @Test
    void faultShouldLetTheMailWaitAndAtLastBeQuarantinedNeverDelivered() throws Exception {
        settings.setProperty("filter.unscanned-after", "1h");
        outcomes.put("a@a.test", ACCEPT);
        actions.put("a@a.test", List.of(IMPOSSIBLE));
        Mail mail = incoming("a@a.test");
        filter().service(mail);
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        now = now.plus(Duration.ofHours(1));
        Mail again = onlyQueued();

        filter().service(again);

        assertThat(again.getState()).isEqualTo(Mail.GHOST);
        assertThat(store.find(ItemId.of(ID, "a@a.test")).map(QuarantineItem::kind)).contains(QuarantineKind.UNSCANNED);
    }

    @Test
    void mailThatDidNotComeThroughTheHooksShouldBeFilteredAsIncoming() throws Exception {
        outcomes.put("a@a.test", QUARANTINE);
        Mail mail = mail("a@a.test");

        filter().service(mail);

        String id = MailAttributes.ID.text(mail).orElseThrow();
        assertThat(store.find(ItemId.of(id, "a@a.test")).map(QuarantineItem::direction)).contains(Direction.INCOMING);
    }

    @Test
    void bounceMadeFromAReleasedMailShouldBeFilteredAsAMailOfItsOwn() throws Exception {
        outcomes.put("sender@client.test", QUARANTINE);
        MailImpl bounce = incoming("sender@client.test");
        MailAttributes.RELEASED.set(bounce, "sender@client.test");
        bounce.setSender(null);

        filter().service(bounce);

        assertThat(MailAttributes.ID.text(bounce)).isPresent().get().isNotEqualTo(ID);
        assertThat(bounce.getState()).isEqualTo(Mail.GHOST);
    }

    @Test
    void releasedMailShouldNotBeFiltered() throws Exception {
        new SpoolOutlet(spool, Clock.systemUTC(), new DeliveryHeaders(new ActionContexts("admin@a.test", "gw.a.test")))
            .deliver(ID, "", "a@a.test", MessageSource.of(MESSAGE.getBytes(ISO_8859_1)));
        Mail released = onlyQueued();
        assertThat(released.getState()).isEqualTo("deliver");
        assertThat(released.hasSender()).isFalse();

        filter().service(released);

        assertThat(scans).isZero();
    }

    @Test
    void sendersShouldNotLearnWhatBecomesOfBlindCopies() throws Exception {
        new SpoolOutlet(spool, Clock.systemUTC(), new DeliveryHeaders(new ActionContexts("admin@a.test", "gw.a.test")))
            .deliverCopy(ID, "s@client.test", "archive@a.test", MessageSource.of(MESSAGE.getBytes(ISO_8859_1)));
        assertThat(onlyQueued().dsnParameters().orElseThrow().getRcptParameters().values()).singleElement()
            .isEqualTo(DsnParameters.RecipientDsnParameters.of(EnumSet.of(DsnParameters.Notify.NEVER)));

        outcomes.put("a@a.test", ACCEPT);
        actions.put("a@a.test", List.of(new Action.Bcc("archive@a.test", false)));
        Mail mail = incoming("a@a.test");
        filter().service(mail);
        Mail copy = onlyQueued();
        assertThat(copy.getRecipients()).containsExactly(new MailAddress("archive@a.test"));
        assertThat(copy.dsnParameters().orElseThrow().getRcptParameters().values()).singleElement()
            .isEqualTo(DsnParameters.RecipientDsnParameters.of(EnumSet.of(DsnParameters.Notify.NEVER)));
        assertThat(mail.dsnParameters()).isEmpty();
    }

    @Test
    void blockedMailShouldBounceWhereThatIsThePolicyButNeverToTheNullSender() throws Exception {
        settings.setProperty("filter.block-after-queue", "bounce-all");
        outcomes.put("d@a.test", BLOCK);
        Mail mail = incoming("d@a.test");
        filter().service(mail);
        assertThat(onlyQueued().getState()).isEqualTo("bounces");
        MailImpl fromNobody = mail("d@a.test");
        fromNobody.setSender(null);
        filter().service(fromNobody);

        assertThat(queue.getSize()).isZero();
        assertThat(fromNobody.getState()).isEqualTo(Mail.GHOST);
    }

    @Test
    void blockedMailShouldNotBounceToASenderWhoMayBeForged() throws Exception {
        settings.setProperty("filter.block-after-queue", "bounce");
        outcomes.put("d@a.test", BLOCK);
        Mail mail = incoming("d@a.test");
        filter().service(mail);
        assertThat(queue.getSize()).isZero();
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    }

    @Test
    void noticesShouldNotBeRepeatedWhenALaterStepIsTriedAgain() throws Exception {
        outcomes.put("c@a.test", ACCEPT);
        actions.put("c@a.test", List.of(IMPOSSIBLE, new Action.Notify("__ADMIN__", "s", "b", false)));
        Mail mail = incoming("c@a.test");
        filter().service(mail);
        filter().service(onlyQueued());

        assertThat(noticesSentFor).containsExactly("c@a.test");
    }

    private PosternFilter filter() throws Exception {
        PosternFilter filter = new PosternFilter(filtering(), new VerdictOnMail(), PosternConfiguration.from(settings).filter(),
            new Quarantine(new StubbornStore(store, () -> storageAway), (id, sender, recipient, message) -> { }, events,
                PosternConfiguration.defaults().quarantine(), clock(), Set.of()),
            (facts, dispositions, content) -> dispositions.forEach(one -> noticesSentFor.add(one.recipient())),
            new DeliveryHeaders(new ActionContexts("admin@a.test", "gw.a.test")), spool, events, clock(), new Random(8));
        filter.init(FakeMailetConfig.builder().mailetName("PosternFilter").build());
        return filter;
    }

    private MailFiltering filtering() {
        Filter filter = new Filter(
            (request, room, budget) -> new Content(List.of(), List.of(), List.of(), List.of(), SpamAnalysis.none(), List.of(), Map.of()),
            new VirusScanning(List.of(new OneAnswer())),
            facts -> new Verdict("test", facts.envelope().recipients().stream().map(recipient -> new Disposition(recipient,
                outcomes.get(recipient), actions.getOrDefault(recipient, List.of()).stream().map(PosternFilterTest::bound).toList(),
                List.of("rule"))).toList(), List.of()),
            Duration.ofSeconds(10));
        return new MailFiltering(filter, events);
    }

    private static BoundAction bound(Action action) {
        return new BoundAction("rule", action, action == IMPOSSIBLE ? List.of(99) : List.of());
    }

    private Clock clock() {
        return new TestClock();
    }

    private MailImpl incoming(String... recipients) throws Exception {
        MailImpl mail = mail(recipients);
        new Reception(ID, now, Direction.INCOMING, Client.of("203.0.113.9")).writeTo(mail);
        return mail;
    }

    private static MailImpl mail(String... recipients) throws Exception {
        MailImpl mail = MailImpl.builder().name("m1").sender("sender@client.test").addRecipients(recipients).build();
        mail.setMessageContent(MimeMessageInputStreamSource.create("m1", new ByteArrayInputStream(MESSAGE.getBytes(ISO_8859_1))));
        mail.setState(Mail.DEFAULT);
        return mail;
    }

    private Mail onlyQueued() throws Exception {
        assertThat(queue.getSize()).isEqualTo(1);
        Mail mail = queue.browse().next().getMail();
        queue.clear();
        return mail;
    }

    private static List<String> recipients(Mail mail) {
        return mail.getRecipients().stream().map(MailAddress::asString).collect(Collectors.toList());
    }

    private static String text(Mail mail) throws IOException {
        try (InputStream in = new MailContent(mail).open()) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }

    /** Shows the test's time. */
    private final class TestClock extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final class OneAnswer implements VirusScanner {
        @Override
        public String name() {
            return "engine";
        }

        @Override
        public EngineAnswer scan(MessageSource message, Duration limit) {
            scans++;
            return engine;
        }
    }
}
