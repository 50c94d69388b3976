// SPDX-License-Identifier: Apache-2.0
package org.postern.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.integration.client.Messages;
import org.postern.integration.client.RestClient;
import org.postern.integration.launch.Postern;
import org.postern.integration.launch.SharedPostern;
import org.postern.server.demo.sink.ReceivedMail;
import org.postern.server.demo.smtp.Answer;
import org.postern.server.demo.smtp.OutgoingMail;

import com.fasterxml.jackson.databind.JsonNode;

/** What actions do to real mail on its way to the server behind; every case is told by a recipient of its own. */
@ExtendWith(SharedPostern.class)
class RuleActionsTest {
    private static final Pattern BASE64 = Pattern.compile(
        "(Content-Transfer-Encoding: base64\\r?\\n(?:[^\\r\\n]+\\r?\\n)*\\r?\\n)((?:[A-Za-z0-9+/=]+(?:\\r?\\n|$))+)");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String RULES = rules();

    private static String rules() {
        try (var in = RuleActionsTest.class.getResourceAsStream("rule-actions.yml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @BeforeAll
    static void activate(Postern postern) throws Exception {
        RestClient.Response applied = postern.admin().post("/postern/rules/apply", RULES);
        assertThat(applied.status()).as(applied.body()).isIn(200, 201);
    }

    @AfterAll
    static void backToTheFile(Postern postern) throws Exception {
        postern.admin().delete("/postern/rules/active");
    }

    @Test
    void aRedirectedMessageShouldGoToTheOtherAddressAlone(Postern postern) throws Exception {
        String id = postern.stranger().accepted(Messages.clean("redirect", "a@actions.example", "redirect@corp.example"));
        assertThat(recipients(postern, id, 1)).containsExactly("other@corp.example");
    }

    @Test
    void anAddedRecipientShouldGetTheMessageToo(Postern postern) throws Exception {
        String id = postern.stranger().accepted(Messages.clean("add", "b@actions.example", "add@corp.example"));
        assertThat(recipients(postern, id, 2)).containsExactlyInAnyOrder("add@corp.example", "second@corp.example");
    }

    @Test
    void aBlindCopyShouldGoToTheArchiveAsTheMessageCame(Postern postern) throws Exception {
        OutgoingMail mail = Messages.clean("copy of the original", "c@actions.example", "bcc@corp.example");
        String id = postern.stranger().accepted(mail);
        assertThat(recipients(postern, id, 2)).containsExactlyInAnyOrder("bcc@corp.example", "archive@corp.example");
        ReceivedMail copy = sent(postern, "archive@corp.example", "copy of the original");
        assertThat(copy.text()).endsWith(new String(mail.content(), StandardCharsets.US_ASCII));
        assertThat(copy.sender()).isEqualTo("c@actions.example");
    }

    @Test
    void aMessageTaggedAsExternalShouldSayItOnce(Postern postern) throws Exception {
        for (String subject : List.of("hello", "[EXT] hello again")) {
            String id = postern.stranger().accepted(Messages.clean(subject, "d@actions.example", "tag@corp.example"));
            ReceivedMail mail = delivered(postern, id).get(0);
            assertThat(mail.header("Subject").orElseThrow()).isEqualTo("[EXT] " + subject.replace("[EXT] ", ""));
            assertThat(mail.headers("X-Postern-External")).containsExactly("yes");
            assertThat(decoded(mail.text())).contains("This message comes from outside");
        }
    }

    @Test
    void aDisclaimerShouldBeAddedToTextAndHtmlAndNotTwice(Postern postern) throws Exception {
        String body = "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nplain text\r\n"
            + "--b\r\nContent-Type: text/html\r\n\r\n<html><body><p>markup</p></body></html>\r\n--b--\r\n";
        String id = postern.stranger().accepted(mail("two forms", "disclaimer@corp.example", body));
        String sent = delivered(postern, id).get(0).text();
        String first = decoded(sent);
        assertThat(count(first, "Keep this to yourself")).isEqualTo(2);
        assertThat(first.indexOf("Keep this to yourself", first.indexOf("markup"))).isLessThan(first.indexOf("</body>"));

        String again = sent.substring(sent.indexOf("Content-Type: multipart/alternative"));
        String second = postern.stranger().accepted(mail("two forms again", "disclaimer@corp.example", again));
        assertThat(count(decoded(delivered(postern, second).get(0).text()), "Keep this to yourself")).isEqualTo(2);
    }

    @Test
    void aSignedMessageShouldGetNoDisclaimer(Postern postern) throws Exception {
        String body = "Content-Type: multipart/signed; micalg=pgp-sha256; protocol=\"application/pgp-signature\"; boundary=s\r\n\r\n"
            + "--s\r\nContent-Type: text/plain\r\n\r\nsigned words\r\n--s\r\nContent-Type: application/pgp-signature\r\n\r\n"
            + "-----BEGIN PGP SIGNATURE-----\r\n\r\nAAAA\r\n-----END PGP SIGNATURE-----\r\n--s--\r\n";
        OutgoingMail mail = mail("signed", "disclaimer@corp.example", body);
        String id = postern.stranger().accepted(mail);
        assertThat(delivered(postern, id).get(0).text()).endsWith(new String(mail.content(), StandardCharsets.US_ASCII));
    }

    @Test
    void aDangerousFileShouldBeTakenOutAndTheOriginalKept(Postern postern) throws Exception {
        String body = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nthe text stays\r\n"
            + "--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"setup.exe\"\r\n"
            + "\r\nnot really a program\r\n--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename=\"list.csv\"\r\n\r\n"
            + "1,2,3\r\n--b--\r\n";
        OutgoingMail mail = mail("a program", "files@corp.example", body);
        String id = postern.stranger().accepted(mail);
        ReceivedMail received = delivered(postern, id).get(0);
        assertThat(decoded(received.text())).contains("the text stays", "1,2,3", "REMOVED_ATTACHMENT_1.txt", "setup.exe was removed")
            .doesNotContain("not really a program");
        assertThat(received.headers("X-Postern-Reason").get(0)).contains("took out \"setup.exe\"");
        await().atMost(SOON).untilAsserted(() -> assertThat(items(postern, id)).hasSize(1));
        JsonNode item = items(postern, id).get(0);
        assertThat(item.get("kind").asText()).isEqualTo("ATTACHMENT");
        RestClient.Response kept = postern.admin().get("/postern/quarantine/" + item.get("id").asText() + "/content");
        assertThat(kept.body()).endsWith(new String(mail.content(), StandardCharsets.US_ASCII));
        await().atMost(SOON).untilAsserted(() -> assertThat(postern.admin().get("/postern/quarantine/" + item.get("id").asText()).json()
            .get("explanation").get("sentences").toString()).contains("took out \u201csetup.exe\u201d"));
    }

    @Test
    void aRefusalShouldCarryTheRulesText(Postern postern) throws Exception {
        Map<String, Answer> answers = postern.ownServer().send(
            new OutgoingMail("mailbox.corp.example", "ben@corp.example", List.of("reject@elsewhere.example"),
                Messages.clean("refused", "ben@corp.example", "reject@elsewhere.example").content()));
        assertThat(answers.get("reject@elsewhere.example")).isInstanceOfSatisfying(Answer.Refused.class,
            refused -> assertThat(refused.reply().toString()).startsWith("553").contains("Not to this address, please"));
    }

    @Test
    void aNoticeShouldTellSenderSubjectAndRule(Postern postern) throws Exception {
        postern.stranger().accepted(Messages.clean("worth a notice", "e@actions.example", "notify@corp.example"));
        ReceivedMail notice = sent(postern, "desk@corp.example", "Mail from e@actions.example");
        assertThat(notice.text()).contains("worth a notice by rule Notify", "message/rfc822");
        assertThat(notice.headers("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void recipientsWhoGetTheSameMessageShouldShareOneCopy(Postern postern) throws Exception {
        for (String recipient : List.of("one@corp.example", "two@corp.example", "tag@corp.example")) {
            postern.stranger().accepted(Messages.clean("known " + recipient, "f@actions.example", recipient));
        }
        String id = postern.stranger().accepted(Messages.clean("shared", "f@actions.example", "one@corp.example", "two@corp.example",
            "tag@corp.example"));
        await().atMost(SOON).untilAsserted(() -> assertThat(delivered(postern, id).stream().flatMap(mail -> mail.recipients().stream()))
            .containsExactlyInAnyOrder("one@corp.example", "two@corp.example", "tag@corp.example"));
        Set<String> texts = delivered(postern, id).stream().map(mail -> mail.header("Subject").orElseThrow()).collect(Collectors.toSet());
        assertThat(texts).containsExactlyInAnyOrder("shared", "[EXT] shared");
    }

    private static OutgoingMail mail(String subject, String recipient, String rest) {
        String head = "From: <g@actions.example>\r\nTo: <" + recipient + ">\r\nSubject: " + subject
            + "\r\nDate: Mon, 05 Jan 2026 10:00:00 +0000\r\nMessage-ID: <" + System.nanoTime() + "@actions.example>\r\n"
            + "MIME-Version: 1.0\r\n";
        return new OutgoingMail("mail.partner.example", "g@actions.example", List.of(recipient),
            (head + rest).getBytes(StandardCharsets.US_ASCII));
    }

    private static List<ReceivedMail> delivered(Postern postern, String id) {
        return await().atMost(SOON).until(() -> postern.sink().receivedWith("X-Postern-Id", id), found -> !found.isEmpty());
    }

    private static List<String> recipients(Postern postern, String id, int expected) {
        return await().atMost(SOON).until(() -> postern.sink().receivedWith("X-Postern-Id", id).stream()
            .flatMap(mail -> mail.recipients().stream()).toList(), found -> found.size() >= expected);
    }

    /** A message of ours that carries no id of the one that caused it. */
    private static ReceivedMail sent(Postern postern, String recipient, String subject) {
        return await().atMost(SOON).until(() -> postern.sink().receivedWith("Subject", subject).stream()
            .filter(mail -> mail.recipients().contains(recipient)).findFirst(), Optional::isPresent).orElseThrow();
    }

    private static List<JsonNode> items(Postern postern, String id) throws IOException, InterruptedException {
        return postern.admin().quarantine().stream().filter(item -> item.get("messageId").asText().equals(id)).toList();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    /** The message with its base64 parts as people read them; what is added to a text may come encoded. */
    private static String decoded(String message) {
        return BASE64.matcher(message).replaceAll(part -> Matcher.quoteReplacement(part.group(1)
            + new String(Base64.getMimeDecoder().decode(part.group(2)), StandardCharsets.UTF_8)));
    }
}
