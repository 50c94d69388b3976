// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.MailText;
import org.postern.benchmarks.Benchmark;

/**
 * Reads mutated messages in all forms that spam rules ask for: nothing may escape, and nothing may take long. Each message is told by the
 * number of its mutation alone, so a fault can be repeated.
 */
public final class SpamFuzz implements Benchmark {
    private static final int QUICK = 20_000;
    private static final int FULL = 1_000_000;
    private static final double BOUND_MILLIS = 2000;
    private static final int SEEDS = 300;
    private static final int LARGEST_SEED = 60_000;
    private static final String[] PIECES = {"\n\n", "\r\n", "--", "=?utf-8?b?", "?=", "<a href=", "<!-"
        + "-", "<![CDATA[", "</style>", "&#x", "%%%",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n", "Content-Transfer-Encoding: base64\n", "\0", "\u00ff\u00fe", "((((((",
            "\"\"\"",
        "Received: from (", "From: <<<@@@", "http://", ".com/", "@", "<font color=#", "<table><td><td>", ";;;;", "=\n", "\t \n"};

    private final Optional<Path> folder;

    /** Mutates the messages of a folder that holds ham/ and spam/, or those of the public corpus. */
    public SpamFuzz(Optional<Path> folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "spam-fuzz";
    }

    @Override
    public String description() {
        return "a million mutated messages through the texts of the spam rules: no exception escapes, none takes long";
    }

    @Override
    public Map<String, Object> run(boolean quick, PrintStream out) throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        for (SpamCorpus.Message message : SpamCorpus.of(folder).sample(SEEDS, 0)) {
            byte[] bytes = message.bytes();
            if (bytes.length <= LARGEST_SEED) {
                seeds.add(bytes);
            }
        }
        int count = quick ? QUICK : FULL;
        int escaped = 0;
        int late = 0;
        double slowest = 0;
        for (int number = 0; number < count; number++) {
            byte[] message = mutated(seeds.get(number % seeds.size()), new Random(number));
            long start = System.nanoTime();
            try {
                readAll(message);
            } catch (RuntimeException | StackOverflowError e) {
                escaped++;
                out.printf("mutation %d: %s%n", number, e);
            }
            double millis = (System.nanoTime() - start) / 1e6;
            slowest = Math.max(slowest, millis);
            late += millis > BOUND_MILLIS ? 1 : 0;
        }
        out.printf("%d mutated messages, %d exceptions, %d over %.0f ms, slowest %.1f ms%n", count, escaped, late, BOUND_MILLIS, slowest);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("messages", count);
        figures.put("exceptions", escaped);
        figures.put("over_bound", late);
        figures.put("slowest_ms", Math.round(slowest * 10) / 10.0);
        return figures;
    }

    private static void readAll(byte[] message) {
        MailText mail = MailText.read(message, Optional.empty(), RuleOptions.none());
        for (String header : List.of("ALL", "ALL:raw", "From:addr", "From:name", "ToCc:addr", "Subject", "MESSAGEID", "EnvelopeFrom",
            "Received:host", "X-Spam-Relays-Untrusted", "ALL-EXTERNAL", "Reply-To:addr:domain")) {
            mail.header(header);
        }
        mail.body();
        mail.rawBody();
        mail.uris();
        mail.html();
        mail.parts();
        mail.full();
    }

    private static byte[] mutated(byte[] seed, Random random) {
        StringBuilder text = new StringBuilder(new String(seed, StandardCharsets.ISO_8859_1));
        int changes = 1 + random.nextInt(12);
        for (int i = 0; i < changes && text.length() > 1; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(200)));
                case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(400))));
                default -> text.insert(at, PIECES[random.nextInt(PIECES.length)].repeat(1 + random.nextInt(60)));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
