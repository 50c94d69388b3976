// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** SpamAssassin in one process of Perl, which tells every rule that matched; spamd tells only those that score. */
final class SpamAssassinHits implements AutoCloseable {
    private final Process process;
    private final PrintStream questions;
    private final BufferedReader answers;
    private final String version;

    SpamAssassinHits(Path rules, Path site) throws IOException {
        Path state = Files.createTempDirectory("spamassassin");
        process = new ProcessBuilder("perl", Path.of("benchmarks", "peers", "spamassassin-hits.pl").toString(), rules.toString(),
            site.toString(), state.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.ISO_8859_1);
        String ready = answers.readLine();
        if (ready == null || !ready.startsWith("ready ")) {
            throw new IOException("SpamAssassin does not start; is the Debian package spamassassin installed?");
        }
        version = ready.substring("ready ".length());
    }

    String version() {
        return version;
    }

    Judged judge(Path message) throws IOException {
        questions.println(message.toAbsolutePath());
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("SpamAssassin ended at " + message);
        }
        String[] columns = line.split("\t", -1);
        Set<String> hits = new TreeSet<>();
        for (String hit : columns[2].split(" ")) {
            if (!hit.isEmpty()) {
                hits.add(hit.substring(0, hit.indexOf('=')));
            }
        }
        return new Judged(Double.parseDouble(columns[1]), hits, 0);
    }

    @Override
    public void close() {
        questions.close();
        process.destroy();
    }
}
