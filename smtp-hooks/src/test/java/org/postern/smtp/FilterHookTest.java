// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.apache.commons.configuration2.BaseConfiguration;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.MessageId;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.BoundAction;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Verdict;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.filter.Content;
import org.postern.gateway.filter.Filter;
import org.postern.gateway.mail.MailAttributes;
import org.postern.gateway.mail.MailFiltering;
import org.postern.gateway.mail.Notices;
import org.postern.gateway.mail.Reception;
import org.postern.gateway.mail.VerdictOnMail;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.VirusScanner;
import org.postern.gateway.scan.VirusScanning;
import org.postern.gateway.tracking.EventType;

class FilterHookTest {
    private static final Action ACCEPT = new Action.Accept();
    private static final Action BLOCK = new Action.Block();

    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private final RecordedEvents events = new RecordedEvents();
    private final List<String> noticesSentFor = new ArrayList<>();
    private final PropertiesConfiguration settings = new PropertiesConfiguration();
    private final ClientSession session = ClientSession.from("203.0.113.9");
    private EngineAnswer engine = new EngineAnswer.Clean();
    private Map<String, Action> outcomes = Map.of("anna@a.test", ACCEPT, "ben@a.test", ACCEPT);
    private List<Action> actions = List.of();
    private MailImpl mail;

    @BeforeEach
    void setUp() throws Exception {
        mail = MailImpl.builder().name("m1").sender("sender@client.test").addRecipients("anna@a.test", "ben@a.test").build();
        mail.setMessageContent(MimeMessageInputStreamSource.create("m1",
            new ByteArrayInputStream("Subject: hello\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void messageThatPassesShouldCarryIdAndVerdict() throws Exception {
        HookResult result = hook().onMessage(session, mail);

        assertThat(result.getResult()).isEqualTo(HookReturnCode.declined());
        Reception reception = Reception.of(mail).orElseThrow();
        assertThat(MessageId.isValid(reception.messageId())).isTrue();
        assertThat(reception.direction()).isEqualTo(Direction.INCOMING);
        assertThat(reception.client().address()).isEqualTo("203.0.113.9");
        assertThat(new VerdictOnMail().read(mail).orElseThrow().verdict().dispositions()).hasSize(2);
        assertThat(events.types()).containsExactly(EventType.RECEIVED, EventType.ANALYSED, EventType.RULES_APPLIED,
            EventType.RULES_APPLIED);
    }

    @Test
    void messageBlockedForAllShouldBeRefusedInSession() throws Exception {
        outcomes = Map.of("anna@a.test", BLOCK, "ben@a.test", BLOCK);

        HookResult result = hook().onMessage(session, mail);

        assertThat(Replies.line(result)).matches("554 5\\.7\\.1 Rejected for policy reasons \\([0-9A-Z]{26}\\)");
        assertThat(events.types()).endsWith(EventType.REFUSED);
    }

    @Test
    void noticesAboutMessageBlockedForAllShouldStillBeSent() throws Exception {
        outcomes = Map.of("anna@a.test", BLOCK, "ben@a.test", BLOCK);
        actions = List.of(new Action.Notify("__ADMIN__", "blocked", "text", false));

        hook().onMessage(session, mail);

        assertThat(noticesSentFor).containsExactly("anna@a.test", "ben@a.test");
    }

    @Test
    void messageBlockedForSomeShouldGoOn() throws Exception {
        outcomes = Map.of("anna@a.test", BLOCK, "ben@a.test", ACCEPT);

        assertThat(hook().onMessage(session, mail).getResult()).isEqualTo(HookReturnCode.declined());
    }

    @Test
    void scannerThatDoesNotFinishShouldMeanComeAgain() throws Exception {
        engine = new EngineAnswer.Unknown("connection refused");

        HookResult result = hook().onMessage(session, mail);

        assertThat(result.getResult()).isEqualTo(HookReturnCode.denySoft());
        assertThat(Replies.line(result)).startsWith("451 4.7.1 ").contains(events.events.get(0).messageId());
        assertThat(events.types()).containsExactly(EventType.RECEIVED, EventType.SCAN_DEFERRED, EventType.REFUSED);
        assertThat(MailAttributes.VERDICT.text(mail)).isEmpty();
    }

    @Test
    void faultShouldMeanComeAgainAndNeverPass() throws Exception {
        mail.dispose();

        HookResult result = hook().onMessage(session, mail);

        assertThat(Replies.line(result)).startsWith("451 4.3.0 ");
    }

    @Test
    void afterQueueModeShouldOnlyReceive() throws Exception {
        settings.setProperty("filter.mode", "after-queue");
        engine = new EngineAnswer.Unknown("connection refused");

        assertThat(hook().onMessage(session, mail).getResult()).isEqualTo(HookReturnCode.declined());
        assertThat(Reception.of(mail)).isPresent();
        assertThat(events.types()).containsExactly(EventType.RECEIVED);
    }

    private FilterHook hook() throws Exception {
        Filter filter = new Filter(
            (request, room, budget) -> new Content(List.of(), List.of(), List.of(), List.of(), SpamAnalysis.none(), List.of(), Map.of()),
            new VirusScanning(List.of(new OneAnswer())),
            facts -> new Verdict("test", facts.envelope().recipients().stream()
                .map(recipient -> new Disposition(recipient, outcomes.get(recipient),
                    actions.stream().map(action -> BoundAction.of("rule", action)).toList(), List.of("rule"))).toList(), List.of()),
            Duration.ofSeconds(10));
        Notices notices = (facts, dispositions, content) -> dispositions.forEach(one -> noticesSentFor.add(one.recipient()));
        SmtpSessionFacts facts = new SmtpSessionFacts(clock, new Random(7));
        FilterHook hook = new FilterHook(new MailFiltering(filter, events), PosternConfiguration.from(settings).filter(),
            new VerdictOnMail(), notices, events, facts, new PolicyContexts(facts), clock);
        BaseConfiguration xml = new BaseConfiguration();
        xml.setProperty("direction", "incoming");
        hook.init(xml);
        return hook;
    }

    private final class OneAnswer implements VirusScanner {
        @Override
        public String name() {
            return "engine";
        }

        @Override
        public EngineAnswer scan(MessageSource message, Duration limit) {
            return engine;
        }
    }
}
