// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

import javax.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory;
import org.apache.james.queue.memory.MemoryMailQueueFactory.MemoryCacheableMailQueue;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.rules.RuleSet;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.filter.Filter;
import org.postern.gateway.filter.MessageContentAnalysis;
import org.postern.gateway.filter.RuleSetDecision;
import org.postern.gateway.mail.MailAnalysis;
import org.postern.gateway.mail.MailAttributes;
import org.postern.gateway.mail.MailContent;
import org.postern.gateway.mail.MailFacts;
import org.postern.gateway.mail.Reception;
import org.postern.gateway.mail.VerdictOnMail;
import org.postern.gateway.quarantine.InMemoryQuarantineStore;
import org.postern.gateway.quarantine.ItemId;
import org.postern.gateway.quarantine.Quarantine;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.VirusScanner;
import org.postern.gateway.scan.VirusScanning;
import org.postern.gateway.spam.SpamCheck;

class ActionMailetTest {
    private static final String ID = "01KJMMA2G0QMQ0BFWQPJBY38VP";
    private static final String MESSAGE = "From: s@client.test\r\nSubject: Offer\r\nMIME-Version: 1.0\r\n"
        + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n"
        + "--b\r\nContent-Type: application/pdf; name=keep.pdf\r\nContent-Disposition: attachment; filename=keep.pdf\r\n\r\nkept bytes\r\n"
        + "--b\r\nContent-Type: application/x-exe; name=run.exe\r\nContent-Disposition: attachment; filename=run.exe\r\n\r\nevil bytes\r\n"
        + "--b--\r\n";

    private final Clock clock = Clock.systemUTC();
    private final MemoryMailQueueFactory queues = new MemoryMailQueueFactory(new RawMailQueueItemDecoratorFactory(), clock);
    private final MemoryCacheableMailQueue queue = queues.createQueue(MailQueueFactory.SPOOL);
    private final Spool spool = new Spool(queues);
    private final RecordedEvents events = new RecordedEvents();
    private final InMemoryQuarantineStore store = new InMemoryQuarantineStore(clock);
    private final List<String> noticed = new ArrayList<>();
    private final MailFacts facts = new MailFacts(message -> MessageContentAnalysis.contents(
        new MessageAnalyser().analyse(message, AnalysisLimits.defaults())));
    private final CarryingOut carryingOut = new CarryingOut(facts,
        new Quarantine(store, (id, sender, recipient, message) -> { }, events, PosternConfiguration.defaults().quarantine(), clock,
            Set.of()),
        (about, dispositions, content) -> dispositions.forEach(one -> noticed.add(one.recipient())),
        new DeliveryHeaders(new ActionContexts("admin@a.test", "gw.a.test")), spool, events, PosternConfiguration.defaults().filter(),
        clock);
    private EngineAnswer engine = new EngineAnswer.Clean();
    private int scans;

    private Mail analysed(String... recipients) throws Exception {
        Mail mail = mail(recipients);
        analyse().service(mail);
        return mail;
    }

    private Mail mail(String... recipients) throws Exception {
        MailImpl mail = MailImpl.builder().name("m1").sender("s@client.test").addRecipients(recipients).build();
        mail.setMessageContent(MimeMessageInputStreamSource.create("m1", new ByteArrayInputStream(MESSAGE.getBytes(ISO_8859_1))));
        mail.setState(Mail.DEFAULT);
        new Reception(ID, Instant.now(), Direction.INCOMING, Client.of("203.0.113.9")).writeTo(mail);
        return mail;
    }

    private Analyse analyse(String... parameters) throws Exception {
        RuleSet none = new RuleSet("none", Map.of(), Map.of(), List.of());
        Filter filter = new Filter(new MessageContentAnalysis(new MessageAnalyser(), AnalysisLimits.defaults(), new NoSpam()),
            new VirusScanning(List.of(new OneAnswer())), new RuleSetDecision(() -> none), Duration.ofSeconds(20));
        Analyse mailet = new Analyse(new MailAnalysis(filter, events), new VerdictOnMail(), carryingOut, clock, new Random(8));
        return init(mailet, parameters);
    }

    private <T extends GenericMailet> T mailet(Function<CarryingOut, T> make, String... parameters) throws Exception {
        return init(make.apply(carryingOut), parameters);
    }

    private static <T extends GenericMailet> T init(T mailet, String... parameters) throws MessagingException {
        FakeMailetConfig.Builder config = FakeMailetConfig.builder().mailetName("x");
        for (int i = 0; i < parameters.length; i += 2) {
            config.setProperty(parameters[i], parameters[i + 1]);
        }
        mailet.init(config.build());
        return mailet;
    }

    private static String text(Mail mail) throws Exception {
        try (InputStream in = new MailContent(mail).open()) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }

    private static List<String> recipients(Mail mail) {
        return mail.getRecipients().stream().map(MailAddress::asString).toList();
    }

    @Test
    void analyseShouldFindOutOnceAndDecideNothing() throws Exception {
        engine = new EngineAnswer.Found(List.of("Eicar"));
        Mail mail = analysed("anna@a.test");
        analyse().service(mail);
        assertThat(scans).isEqualTo(1);
        assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);
        assertThat(recipients(mail)).containsExactly("anna@a.test");
        assertThat(facts.find(mail).orElseThrow().virus().infected()).isTrue();
        assertThat(text(mail)).isEqualTo(MESSAGE);
    }

    @Test
    void mailWhoseScanDidNotFinishShouldWaitAndNotGoOn() throws Exception {
        engine = new EngineAnswer.Unknown("away", false);
        Mail mail = analysed("anna@a.test");
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(queue.getSize()).isEqualTo(1);
    }

    @Test
    void quarantineShouldKeepTheMessageForTheRecipientsThatWereMatched() throws Exception {
        Mail mail = analysed("anna@a.test", "bob@a.test");
        mailet(org.postern.mailets.Quarantine::new, "quarantine", "spam").service(mail);
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(store.find(ItemId.of(ID, "bob@a.test")).orElseThrow().kind()).isEqualTo(QuarantineKind.SPAM);
        assertThat(store.find(ItemId.of(ID, "anna@a.test"))).isPresent();
    }

    @Test
    void holdShouldKeepForSomebodyToLook() throws Exception {
        Mail mail = analysed("anna@a.test");
        mailet(Hold::new).service(mail);
        assertThat(store.find(ItemId.of(ID, "anna@a.test")).orElseThrow().kind()).isEqualTo(QuarantineKind.HELD);
    }

    @Test
    void blockShouldEndTheMail() throws Exception {
        Mail mail = analysed("anna@a.test");
        mailet(Block::new).service(mail);
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(store.find(ItemId.of(ID, "anna@a.test"))).isEmpty();
    }

    @Test
    void acceptShouldLeadPastTheMailetsThatCome() throws Exception {
        Mail mail = analysed("anna@a.test");
        mailet(Accept::new, "deliveryProcessor", "behind").service(mail);
        assertThat(mail.getState()).isEqualTo("behind");
    }

    @Test
    void oneMailetShouldActAfterAnother() throws Exception {
        Mail mail = analysed("anna@a.test");
        mailet(SetHeader::new, "field", "X-Seen", "value", "for __RECEIVERS__").service(mail);
        mailet(TagExternal::new, "subject-prefix", "[ext] ").service(mail);
        mailet(NotifyPeople::new, "to", "__ADMIN__", "subject", "s", "body", "b").service(mail);
        mailet(AddRecipient::new, "to", "copy@a.test").service(mail);
        assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);
        assertThat(text(mail)).contains("X-Seen: for anna@a.test", "[ext] Offer");
        assertThat(noticed).containsExactly("anna@a.test");
        assertThat(recipients(mail)).containsExactlyInAnyOrder("anna@a.test", "copy@a.test");
        mailet(Redirect::new, "to", "desk@a.test").service(mail);
        assertThat(recipients(mail)).containsExactly("desk@a.test");
    }

    @Test
    void onlyTheFilesThatAreNamedShouldBeTakenOut() throws Exception {
        Mail mail = analysed("anna@a.test");
        mailet(RemoveAttachments::new, "what", "{file-name: '.*\\.exe'}", "quarantine", "true").service(mail);
        assertThat(text(mail)).contains("kept bytes").doesNotContain("evil bytes");
        assertThat(store.find(ItemId.of(ID, "anna@a.test")).orElseThrow().kind()).isEqualTo(QuarantineKind.ATTACHMENT);
    }

    @Test
    void mailThatWasNotAnalysedShouldBeAnErrorThatSaysWhatIsMissing() throws Exception {
        Mail mail = mail("anna@a.test");
        assertThatThrownBy(() -> mailet(Accept::new).service(mail)).isInstanceOf(MessagingException.class)
            .hasMessageContaining("org.postern.mailets.Analyse must stand before");
        MailAttributes.ID.remove(mail);
        assertThatThrownBy(() -> mailet(Accept::new).service(mail)).isInstanceOf(MessagingException.class);
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

    private static final class NoSpam implements SpamCheck {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public SpamOutcome check(FilterRequest request, MessageView view, Duration limit) {
            return new SpamOutcome(SpamAnalysis.none(), List.of());
        }
    }
}
