// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Messages that are broken in ways which a number alone decides, so that a fault can be repeated from its number. */
final class MutatedMail {
    private static final int LARGEST_SEED = 60_000;
    /** Most faults need no long message, and short ones take less time: every sixteenth mutation begins with any seed. */
    private static final int SHORT_SEED = 5_000;
    private static final int LONG_EVERY = 16;
    private static final int MOST_CHANGES = 12;
    private static final String[] PIECES = {"\n\n", "\r\n", "--", "=?utf-8?b?", "?=", "<a href=", "<!-" + "-", "<![CDATA[", "</style>",
        "&#x", "%%%", "Content-Type: multipart/mixed; boundary=b\n\n--b\n", "Content-Transfer-Encoding: base64\n", "\0", "\u00ff\u00fe",
        "((((((", "\"\"\"", "Received: from (", "From: <<<@@@", "http://", ".com/", "@", "<font color=#", "<table><td><td>", ";;;;", "=\n",
        "\t \n", "Content-Type: message/rfc822\n\n", "charset=utf-7", "=?iso-2022-jp?q?=1B$B", "<style>a{color:", "mailto:", "%00",
        "Date: Thu, 99 Feb 99999 99:99:99 +9999\n", "Message-ID: <>\n", "0x7f.1/", "xn--", "To: a@b, \"c\" <d@e>, f:g;\n", "aaaaaaaa",
        "        ", "$$$$$$$$", "1234567890", "Begin ", "\u00e2\u0080\u008b", "<div style=\"display:none\">"};

    private final List<byte[]> seeds;
    private final List<byte[]> shortSeeds;

    private MutatedMail(List<byte[]> seeds) {
        this.seeds = seeds;
        List<byte[]> some = seeds.stream().filter(seed -> seed.length <= SHORT_SEED).toList();
        this.shortSeeds = some.isEmpty() ? seeds : some;
    }

    /** All messages below some places that are not large, in the order of their names. */
    static MutatedMail of(List<Path> files) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (Path file : files) {
            if (Files.size(file) <= LARGEST_SEED) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        return new MutatedMail(seeds);
    }

    static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    int seeds() {
        return seeds.size();
    }

    byte[] get(long number) {
        Random random = new Random(number);
        StringBuilder text = new StringBuilder(number % LONG_EVERY == 0 ? text(seeds, number / LONG_EVERY) : text(shortSeeds, number));
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes && text.length() > 1; i++) {
            // Half of the changes hit the header, where most of what is read stands.
            int end = Math.max(1, text.indexOf("\n\n"));
            int at = random.nextInt(random.nextBoolean() ? end : text.length());
            switch (random.nextInt(6)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(200)));
                case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(400))));
                case 4 -> {
                    String other = text(seeds, random.nextInt(seeds.size()));
                    int from = random.nextInt(other.length() + 1);
                    text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(2000)));
                }
                default -> text.insert(at, PIECES[random.nextInt(PIECES.length)].repeat(1 + random.nextInt(60)));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(List<byte[]> seeds, long number) {
        return new String(seeds.get((int) (number % seeds.size())), StandardCharsets.ISO_8859_1);
    }
}
