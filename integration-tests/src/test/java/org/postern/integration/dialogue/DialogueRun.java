// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.postern.server.demo.sink.ReceivedMail;

/**
 * Holds one dialogue with the server, and fails with everything that was said.
 */
final class DialogueRun {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration SURELY = Duration.ofSeconds(2);
    private static final long BETWEEN_TRIES_MILLIS = 400;

    private final DialogueServer server;
    private final List<String> transcript = new ArrayList<>();
    private final List<WireClient> clients = new ArrayList<>();
    private WireClient client;
    private WireReply last = new WireReply(List.of(""), 0);
    private String id = "";

    DialogueRun(DialogueServer server) {
        this.server = server;
    }

    void hold(Dialogue dialogue) throws Exception {
        try {
            for (Dialogue.Turn turn : dialogue.turns()) {
                try {
                    take(turn.step());
                } catch (AssertionError | Exception e) {
                    throw new AssertionError(dialogue.name() + ":" + turn.line() + " (" + dialogue.title() + "): " + e.getMessage()
                        + "\n" + String.join("\n", transcript), e);
                }
            }
        } finally {
            for (WireClient open : clients) {
                open.close();
            }
        }
    }

    private void take(Step step) throws Exception {
        if (client != null && !(step instanceof Step.Send)) {
            client.flush();
        }
        if (step instanceof Step.Connect connect) {
            connect(connect);
        } else if (step instanceof Step.Send send) {
            transcript.add("C: " + RawText.readable(send.bytes()));
            client.add(send.bytes());
        } else if (step instanceof Step.Reply expected) {
            last = reply();
            assertThat(last.matches(expected.code(), expected.pattern()))
                .as("expected " + expected.code() + " " + expected.pattern() + ", got " + last.lines()).isTrue();
            id = last.id().isEmpty() ? id : last.id();
        } else if (step instanceof Step.Line line) {
            assertThat(last.lines().stream().map(text -> text.substring(4)).anyMatch(text -> text.contains(line.text())))
                .as("line with '" + line.text() + "' in " + last.lines()).isEqualTo(line.there());
        } else if (step instanceof Step.Closed) {
            assertThat(client.reply()).as("words before the connection is closed").isEmpty();
        } else if (step instanceof Step.Silence silence) {
            assertThat(client.isSilent(silence.time())).as("silence of the server").isTrue();
        } else if (step instanceof Step.Pause pause) {
            TimeUnit.MILLISECONDS.sleep(pause.time().toMillis());
        } else if (step instanceof Step.Late late) {
            assertThat(last.millis()).as("milliseconds until the reply").isGreaterThanOrEqualTo(late.least().toMillis());
        } else if (step instanceof Step.Soon soon) {
            assertThat(last.millis()).as("milliseconds until the reply").isLessThanOrEqualTo(soon.most().toMillis());
        } else if (step instanceof Step.Tls) {
            client.startTls();
        } else if (step instanceof Step.Again again) {
            again(again);
        } else if (step instanceof Step.Received received) {
            received(received);
        } else if (step instanceof Step.Report report) {
            reported(report);
        } else if (step instanceof Step.Tracked tracked) {
            tracked(tracked);
        }
    }

    private void connect(Step.Connect connect) throws IOException {
        client = WireClient.connect(server.port(connect.port(), !connect.client().isEmpty()));
        clients.add(client);
        transcript.add("-- connected to " + connect.port() + " " + connect.client());
        if (!connect.client().isEmpty()) {
            String family = connect.client().contains(":") ? "TCP6" : "TCP4";
            String own = connect.client().contains(":") ? "2001:db8::25" : "198.51.100.25";
            client.add(("PROXY " + family + " " + connect.client() + " " + own + " 40000 25\r\n").getBytes(StandardCharsets.US_ASCII));
            client.flush();
        }
    }

    private WireReply reply() throws IOException {
        long begin = System.nanoTime();
        try {
            List<String> lines = client.reply();
            lines.forEach(line -> transcript.add("S: " + line));
            assertThat(lines).as("the server has closed the connection").isNotEmpty();
            return new WireReply(lines, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        } catch (SocketTimeoutException e) {
            throw new AssertionError("no reply came", e);
        }
    }

    /** What a mail server does that meets a greylist: it comes again. */
    private void again(Step.Again again) throws Exception {
        long end = System.nanoTime() + SOON.toNanos();
        do {
            say("MAIL FROM:<" + (again.mail().equals("<>") ? "" : again.mail()) + ">");
            if (say("RCPT TO:<" + again.recipient() + ">").code().equals("250")) {
                return;
            }
            say("RSET");
            TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
        } while (System.nanoTime() < end);
        throw new AssertionError(again.recipient() + " was never accepted");
    }

    private WireReply say(String line) throws IOException {
        transcript.add("C: " + line);
        client.add((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        client.flush();
        last = reply();
        return last;
    }

    private void received(Step.Received expected) {
        if (expected.there()) {
            await().atMost(SOON).untilAsserted(() -> assertThat(behind(expected.text())).as("behind: " + expected.text()).isNotEmpty());
        } else {
            await().during(SURELY).atMost(SOON).untilAsserted(() ->
                assertThat(behind(expected.text())).as("behind, in spite of all: " + expected.text()).isEmpty());
        }
    }

    private List<ReceivedMail> behind(String text) {
        byte[] bytes = RawText.bytes(text);
        String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        return server.sink().received().stream()
            .filter(mail -> new String(mail.content(), StandardCharsets.ISO_8859_1).contains(wanted)
                || mail.recipients().contains(text) || mail.sender().equals(text)).toList();
    }

    private void reported(Step.Report expected) {
        await().atMost(SOON).untilAsserted(() -> assertThat(server.sink().received().stream().filter(mail -> mail.sender().isEmpty())
            .flatMap(mail -> DeliveryReport.read(mail.content()).stream())).anySatisfy(report -> {
                assertThat(report.recipients()).anySatisfy(recipient -> {
                    assertThat(recipient.address()).isEqualTo(expected.recipient());
                    assertThat(recipient.action()).isEqualTo(expected.action());
                    assertThat(recipient.status()).startsWith(expected.status());
                });
                assertThat(report.reporter()).isNotBlank();
                assertThat(report.header()).isTrue();
            }));
    }

    private void tracked(Step.Tracked expected) {
        assertThat(id).as("an id in a reply").isNotEmpty();
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode events = server.admin().get("/postern/tracking/" + id).json();
            assertThat(events.findParents("type")).as("timeline of " + id).anyMatch(event ->
                event.get("type").asText().equals(expected.type()) && event.toString().contains(expected.text()));
        });
    }
}
