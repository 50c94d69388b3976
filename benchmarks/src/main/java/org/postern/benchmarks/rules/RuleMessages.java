// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.postern.analysis.facts.Client;
import org.postern.analysis.facts.Contents;
import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Envelope;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.HeaderField;
import org.postern.analysis.facts.MessageId;
import org.postern.analysis.facts.Part;
import org.postern.analysis.facts.PartText;
import org.postern.analysis.facts.SpamAnalysis;
import org.postern.analysis.facts.VirusFinding;
import org.postern.analysis.facts.VirusScan;

/** Facts of messages as a gateway sees them: mostly clean, some spam, few viruses, a third with files. The same for every run. */
final class RuleMessages {
    private static final List<String> TYPES = List.of("application/pdf", "image/png", "application/zip", "application/msword", "video/mp4");
    private static final List<String> NAMES = List.of("report.pdf", "photo.png", "data.zip", "letter.doc", "film.mp4", "setup.exe");
    private final Random random = new Random(42);

    List<Facts> messages(int count) {
        List<Facts> messages = new ArrayList<>(count);
        Instant start = Instant.parse("2026-02-01T00:00:00Z");
        for (int i = 0; i < count; i++) {
            messages.add(message(start.plusSeconds(i)));
        }
        return messages;
    }

    private Facts message(Instant received) {
        String sender = random.nextInt(20) == 0 ? "" : "user" + random.nextInt(5000) + "@domain" + random.nextInt(2000) + ".example";
        List<String> recipients = new ArrayList<>();
        int many = 1 + (random.nextInt(5) == 0 ? random.nextInt(4) : 0);
        for (int i = 0; i < many; i++) {
            recipients.add("user" + random.nextInt(5000) + "@local" + random.nextInt(20) + ".example");
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(1, 0, "multipart/mixed", "multipart/mixed", Optional.empty(), false, 0));
        parts.add(new Part(2, 1, "text/plain", "text/plain", Optional.empty(), false, 1800));
        if (random.nextInt(3) == 0) {
            String type = TYPES.get(random.nextInt(TYPES.size()));
            parts.add(new Part(3, 1, type, type, Optional.of(random.nextInt(1000) + NAMES.get(random.nextInt(NAMES.size()))), true,
                90_000));
        }
        String subject = "Subject number " + random.nextInt(10_000) + " about the matter of the day";
        VirusScan virus = random.nextInt(200) == 0
            ? new VirusScan(VirusScan.Status.INFECTED, List.of(new VirusFinding("clamav", "Eicar-Test-Signature"))) : VirusScan.clean();
        return new Facts(Facts.VERSION, MessageId.next(received, random), received,
            random.nextInt(5) == 0 ? Direction.OUTGOING : Direction.INCOMING, new Envelope(sender, recipients),
            Client.of("198.51." + random.nextInt(256) + "." + random.nextInt(256)), 4000 + random.nextInt(100_000), headers(sender,
                subject),
            parts, List.of("https://site" + random.nextInt(500) + ".example/page"), List.of(), virus,
            new SpamAnalysis(random.nextInt(4) == 0 ? random.nextDouble() * 12 : 0, List.of()), List.of(), Map.of())
            .with(new Contents(List.of(new PartText(2, false, "Dear colleague, here is the text of an ordinary message. ".repeat(20))),
                List.of()));
    }

    private static List<HeaderField> headers(String sender, String subject) {
        List<HeaderField> headers = new ArrayList<>();
        for (String[] field : new String[][] {{"Received", "from client by server"}, {"From", "<" + sender + ">"}, {"To",
            "<x@local.example>"},
            {"Subject", subject}, {"Date", "Sun, 1 Feb 2026 00:00:00 +0000"}, {"Message-ID", "<1@x.example>"}, {"MIME-Version", "1.0"},
            {"Content-Type", "multipart/mixed; boundary=b"}, {"X-Mailer", "Mailer 7"}}) {
            headers.add(new HeaderField(field[0], field[1], field[1]));
        }
        return headers;
    }
}
