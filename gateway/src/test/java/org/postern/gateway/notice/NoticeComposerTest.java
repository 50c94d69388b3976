// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.BoundAction;
import org.postern.analysis.rules.Disposition;
import org.postern.gateway.MutableClock;

class NoticeComposerTest {
    private static final byte[] ORIGINAL = "Subject: x\r\n\r\nbody of the original\r\n".getBytes(StandardCharsets.US_ASCII);
    private final NoticeComposer composer = new NoticeComposer("admin@example.org", "mx1.example.org", "1.2.3",
        new MutableClock(Instant.parse("2026-03-01T12:00:00Z")), new Random(1));

    private static Facts facts(String sender, HeaderField... headers) {
        return new Facts(Facts.VERSION, "01HZZZZZZZZZZZZZZZZZZZZZZZ", Instant.EPOCH, Direction.INCOMING,
            new Envelope(sender, List.of("one@example.org", "two@example.org")), Client.of("192.0.2.1"), 10, List.of(headers), List.of(),
            List.of(), List.of(), VirusScan.clean(), SpamAnalysis.none(), List.of(), Map.of());
    }

    private static HeaderField subject(String text) {
        return new HeaderField("Subject", text, text);
    }

    private List<Notice> compose(Facts facts, Action.Notify... actions) throws Exception {
        List<Disposition> dispositions = Stream.of("one@example.org", "two@example.org")
            .map(recipient -> new Disposition(recipient, new Action.Block(),
                Stream.of(actions).map(action -> BoundAction.of("Some Rule", action)).toList(), List.of("Some Rule"))).toList();
        return composer.compose(facts, dispositions, MessageSource.of(ORIGINAL));
    }

    private static byte[] bytes(Notice notice) throws Exception {
        try (InputStream in = notice.message().open()) {
            byte[] bytes = in.readAllBytes();
            assertThat(notice.message().size()).isEqualTo(bytes.length);
            return bytes;
        }
    }

    private static Message parsed(Notice notice) throws Exception {
        return new DefaultMessageBuilder().parseMessage(notice.message().open());
    }

    private static String text(Entity entity) throws Exception {
        return new String(((TextBody) entity.getBody()).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void oneNoticeShouldCoverAllRecipientsOfAnAction() throws Exception {
        List<Notice> notices = compose(facts("sender@example.com", subject("Offer")),
            new Action.Notify("__ADMIN__", "Notification: __SUBJECT__", "From __SENDER__ to __TARGETS__ by __RULE__", false));

        assertThat(notices).singleElement().satisfies(notice -> {
            assertThat(notice.recipients()).containsExactly("admin@example.org");
            Message message = parsed(notice);
            assertThat(message.getSubject()).isEqualTo("Notification: Offer");
            assertThat(message.getFrom().get(0).getAddress()).isEqualTo("admin@example.org");
            assertThat(message.getTo().flatten()).hasToString("[admin@example.org]");
            assertThat(message.getDate()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
            assertThat(message.getMessageId()).endsWith("@mx1.example.org>");
            assertThat(message.getHeader().getField("Auto-Submitted").getBody()).isEqualTo("auto-generated");
            assertThat(text(message)).isEqualTo(
                "From sender@example.com to one@example.org, two@example.org by Some Rule\r\n");
        });
        assertThat(Notice.ENVELOPE_SENDER).isEmpty();
    }

    @Test
    void textOutsideAsciiShouldComeThrough() throws Exception {
        Notice notice = compose(facts("sender@example.com", subject("Grüße 你好 \uD83D\uDE00")),
            new Action.Notify("__ADMIN__", "Über: __SUBJECT__", "Größe\nzweite Zeile __SUBJECT__", false)).get(0);

        assertThat(new String(bytes(notice), StandardCharsets.ISO_8859_1).chars()).allMatch(c -> c < 128);
        assertThat(parsed(notice).getSubject()).isEqualTo("Über: Grüße 你好 \uD83D\uDE00");
        assertThat(text(parsed(notice))).isEqualTo("Größe\r\nzweite Zeile Grüße 你好 \uD83D\uDE00\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: victim@example.net", "a\nBcc: victim@example.net", "a\rBcc: victim@example.net",
        "a\r\n\r\n<script>", "a\u0000b\u0085Bcc: x", "=?utf-8?q?a=0D=0ABcc:_victim@example.net?="})
    void subjectShouldNotBeAbleToAddAHeaderField(String hostile) throws Exception {
        Notice notice = compose(facts("sender@example.com", subject(hostile)),
            new Action.Notify("__ADMIN__", "__SUBJECT__", "body", false)).get(0);

        Message message = parsed(notice);
        assertThat(message.getHeader().getFields()).extracting(field -> field.getName()).containsExactly("From", "To", "Subject", "Date",
            "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding");
        assertThat(text(message)).isEqualTo("body\r\n");
    }

    @Test
    void macrosInASubjectShouldNotBeExpanded() throws Exception {
        Notice notice = compose(facts("sender@example.com", subject("__ADMIN__ __SENDER_IP__")),
            new Action.Notify("__ADMIN__", "__SUBJECT__", "__SUBJECT__", false)).get(0);

        assertThat(parsed(notice).getSubject()).isEqualTo("__ADMIN__ __SENDER_IP__");
        assertThat(text(parsed(notice))).isEqualTo("__ADMIN__ __SENDER_IP__\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not an address", "a@b@c", "<a@example.com>", "a@example.com\r\nBcc: x@example.net", "\"a b\"@example.com"})
    void senderThatIsNoPlainAddressShouldGetNothing(String sender) throws Exception {
        assertThat(compose(facts(sender), new Action.Notify("__SENDER__", "s", "b", false))).isEmpty();
    }

    @Test
    void automaticMailShouldNotBeAnsweredButReported() throws Exception {
        Action.Notify sender = new Action.Notify("__SENDER__", "s", "b", false);
        Action.Notify admin = new Action.Notify("__ADMIN__", "s", "b", false);
        for (HeaderField automatic : List.of(new HeaderField("Auto-Submitted", "auto-replied", "auto-replied"),
            new HeaderField("Precedence", "Bulk", "Bulk"), new HeaderField("List-Id", "<l.example.com>", "<l.example.com>"))) {
            assertThat(compose(facts("sender@example.com", automatic), sender, admin)).extracting(Notice::recipients)
                .containsExactly(List.of("admin@example.org"));
        }
        assertThat(compose(facts("sender@example.com", new HeaderField("Auto-Submitted", "no", "no")), sender)).hasSize(1);
    }

    @Test
    void listOfAddressesShouldBeTakenApart() throws Exception {
        Notice notice = compose(facts("sender@example.com"),
            new Action.Notify("__ADMIN__, __SENDER__,, help@example.org", "s", "b", false)).get(0);

        assertThat(notice.recipients()).containsExactly("admin@example.org", "sender@example.com", "help@example.org");
        assertThat(parsed(notice).getTo().flatten()).hasSize(3);
    }

    @Test
    void originalShouldBeAttachedUnchanged() throws Exception {
        Notice notice = compose(facts("sender@example.com"), new Action.Notify("__ADMIN__", "s", "the text", true)).get(0);

        assertThat(new String(bytes(notice), StandardCharsets.ISO_8859_1)).contains(new String(ORIGINAL, StandardCharsets.US_ASCII));
        Multipart parts = (Multipart) parsed(notice).getBody();
        assertThat(text(parts.getBodyParts().get(0))).isEqualTo("the text\r\n");
        Entity attached = parts.getBodyParts().get(1);
        assertThat(attached.getMimeType()).isEqualTo("message/rfc822");
        assertThat(attached.getFilename()).isEqualTo("original_message.eml");
        assertThat(((Message) attached.getBody()).getSubject()).isEqualTo("x");
    }

    @Test
    void eightBitOriginalShouldBeDeclaredAsSuch() throws Exception {
        List<Disposition> dispositions = List.of(new Disposition("one@example.org", new Action.Block(),
            List.of(BoundAction.of("R", new Action.Notify("__ADMIN__", "s", "b", true))), List.of("R")));
        Notice notice = composer.compose(facts("a@example.com"), dispositions,
            MessageSource.of("Subject: x\r\n\r\nGrüße\r\n".getBytes(StandardCharsets.UTF_8))).get(0);

        assertThat(new String(bytes(notice), StandardCharsets.ISO_8859_1)).contains("Content-Transfer-Encoding: 8bit\r\n");
    }
}
