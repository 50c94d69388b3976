// SPDX-License-Identifier: Apache-2.0
package org.postern.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.integration.client.Messages;
import org.postern.integration.client.RestClient;
import org.postern.integration.launch.Postern;
import org.postern.integration.launch.SharedPostern;
import org.postern.integration.variants.Variant;
import org.postern.integration.variants.VariantGenerator;
import org.postern.server.demo.smtp.Answer;
import org.postern.server.demo.smtp.OutgoingMail;
import org.postern.server.demo.smtp.Reply;

import com.fasterxml.jackson.databind.JsonNode;

/** The test virus where mail programs find it and a single parser may not, through the running gateway and its real clamd. */
@ExtendWith(SharedPostern.class)
class HiddenVirusTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PLACEHOLDER = "here-the-test-writes-the-test-virus-as-it-runs-and-not-before-then--";
    private static final String RECIPIENT = "customer@elsewhere.example";
    private static final String HEAD = "From: <ben@corp.example>\r\nTo: <" + RECIPIENT + ">\r\nSubject: hidden\r\nMIME-Version: 1.0\r\n";
    private static final long SEED = 99;
    private static final int VARIANTS = 25;

    private static final Pattern FORM_REFUSED = Pattern.compile("5\\.5\\.2 .*<CR>|5\\.6\\.0 A line of the message is too long");

    /** Variants whose way of hiding leaves the whole virus in the message for some program. */
    static List<Variant> variants() {
        VariantGenerator generator = new VariantGenerator(SEED);
        return Stream.generate(generator::next).filter(Variant::virus)
            .filter(variant -> !variant.mechanism().contains("damage")).limit(VARIANTS).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rar4.rar", "rar5.rar", "stored.arj", "stored.cab", "stored.7z", "plain.iso", "plain.tar", "plain.cpio",
        "plain.xar"})
    void aVirusInAnArchiveShouldBeFound(String sample, Postern postern) throws Exception {
        assertFound(postern, HEAD + "Content-Type: application/octet-stream; name=" + sample
            + "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Base64.getMimeEncoder().encodeToString(archive(sample)) + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Type: text/plain\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\n%B\r\n--b--\r\n",
        "Content-Type: multipart/mixed; boundary=a; boundary=b\r\n\r\n--a\r\n\r\nx\r\n--a--\r\n--b\r\n%B\r\n--b--\r\n",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n%B\r\n--b\r\n\r\nx\r\n--b--\r\n",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n--b\r\n%B\r\n--b--\r\n",
        "Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nx\r\n--b\r\n%B\r\n--b--\r\n",
        "Content-Type: multipart/mixed; boundary*0=\"b\"; boundary*1=\"c\"\r\n\r\n--bc\r\n%B\r\n--bc--\r\n",
        "Content-Transfer-Encoding: 7bit\r\nContent-Transfer-Encoding: base64\r\n\r\n%E\r\n",
        "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64 (really)\r\n\r\n%E\r\n",
        "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n====%E\r\n",
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n%M\r\n",
        "Content-Type: message/partial; id=x; number=1; total=1\r\n\r\n%B\r\n"})
    void aVirusInAnAmbiguousMessageShouldBeFound(String form, Postern postern) throws Exception {
        String encoded = Base64.getEncoder().encodeToString(Messages.EICAR.getBytes(StandardCharsets.US_ASCII));
        String entity = "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded;
        String inner = Base64.getMimeEncoder().encodeToString(("Subject: inner\r\n" + entity).getBytes(StandardCharsets.US_ASCII));
        assertFound(postern, HEAD + form.replace("%B", entity).replace("%E", encoded).replace("%M", inner));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void aVirusInAGeneratedVariantShouldBeFoundOrItsFormRefused(Variant variant, Postern postern) throws Exception {
        Reply refusal = refusal(postern, new String(variant.message(), StandardCharsets.ISO_8859_1));
        // The form itself is refused before anything looks into the message: by James, without an id, or for the ends of its lines.
        boolean form = refusal.messageId().isEmpty() || FORM_REFUSED.matcher(refusal.toString()).find();
        if (!form) {
            assertInfected(postern, refusal.messageId().get());
        }
    }

    private static void assertFound(Postern postern, String message) throws Exception {
        assertInfected(postern, refusal(postern, message).messageId().orElseThrow());
    }

    private static Reply refusal(Postern postern, String message) throws Exception {
        Answer answer = postern.ownServer().send(new OutgoingMail("mail.corp.example", "ben@corp.example", List.of(RECIPIENT),
            message.getBytes(StandardCharsets.ISO_8859_1))).get(RECIPIENT);
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused) answer).reply();
    }

    private static void assertInfected(Postern postern, String id) throws Exception {
        RestClient admin = postern.admin();
        String virus = await().atMost(SOON).until(() -> virus(admin, id), found -> !found.isEmpty());
        assertThat(virus).isEqualTo("INFECTED");
    }

    private static String virus(RestClient admin, String id) throws Exception {
        for (JsonNode event : admin.get("/postern/tracking/" + id).json().path("events")) {
            if (event.get("type").asText().equals("ANALYSED")) {
                return event.get("details").get("virus").asText();
            }
        }
        return "";
    }

    private static byte[] archive(String name) throws Exception {
        try (InputStream in = new GZIPInputStream(HiddenVirusTest.class.getResourceAsStream("hidden/" + name + ".gz"))) {
            String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(bytes).containsOnlyOnce(PLACEHOLDER);
            return bytes.replace(PLACEHOLDER, Messages.EICAR).getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
