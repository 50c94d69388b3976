// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.LearnableMessage;
import org.postern.analysis.spam.learn.MessageKey;

/**
 * Teaches a running server folders of ham and spam from the command line, or takes back what they taught. To run it again does no harm,
 * so a run that was broken off can be repeated.
 */
public final class TeachingTool {
    private static final byte[] MAILBOX_LINE = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final String PASSWORD = "POSTERN_PASSWORD";
    private static final String ADMINISTRATOR = "admin";
    private static final int PROGRESS_EVERY = 10;

    private final Path data;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private final MessageAnalyser analyser = new MessageAnalyser();
    private final Map<String, Integer> results = new TreeMap<>();
    private int done;

    /**
     * A tool for one run.
     *
     * @param data        directory of the server, where the first administrator's password may be
     * @param environment of the process, where another password may be
     */
    public TeachingTool(Path data, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.data = data;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] words) throws InterruptedException {
        Path data = Path.of(System.getProperty("postern.data", "data"));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new TeachingTool(data, System.getenv(), out, System.err).run(List.of(words)));
    }

    /** Status for the shell: 0 done, 1 something could not be read or taught, 2 wrong use. */
    public int run(List<String> words) throws InterruptedException {
        try {
            return teach(TeachingOptions.parse(words));
        } catch (IllegalArgumentException e) {
            err.println("postern: " + e.getMessage() + " (./run --help tells more)");
            return 2;
        } catch (IOException e) {
            err.println("postern: " + e.getMessage());
            return 1;
        }
    }

    private int teach(TeachingOptions options) throws IOException, InterruptedException {
        List<Path> ham = files(options.ham());
        List<Path> spam = files(options.spam());
        TeachingClient server = TeachingClient.signedIn(options.server(), options.account().orElse(ADMINISTRATOR), password(options));
        int all = ham.size() + spam.size();
        try {
            // Kinds take turns, or the classifier would hear nothing but ham for thousands of messages.
            for (int i = 0; i < all; i++) {
                long before = (long) i * spam.size() / all;
                boolean isSpam = (long) (i + 1) * spam.size() / all > before;
                Path file = isSpam ? spam.get((int) before) : ham.get((int) (i - before));
                one(server, options, file, isSpam ? Judgement.SPAM : Judgement.HAM);
                if (++done % PROGRESS_EVERY == 0 || done == all) {
                    err.printf("\r%d of %d messages", done, all);
                }
            }
        } finally {
            err.println();
            out.println(done + " of " + all + " messages" + (results.isEmpty() ? "" : ": " + shown()));
        }
        return results.containsKey("not readable") ? 1 : 0;
    }

    private void one(TeachingClient server, TeachingOptions options, Path file, Judgement judgement)
        throws IOException, InterruptedException {
        byte[] message;
        String key;
        try {
            message = withoutMailboxLine(Files.readAllBytes(file));
            key = MessageKey.of(LearnableMessage.of(analyser.analyse(MessageSource.of(message), AnalysisLimits.defaults())));
        } catch (IOException e) {
            err.println("\rpostern: " + file + " cannot be read");
            results.merge("not readable", 1, Integer::sum);
            return;
        }
        String result = options.undo() ? server.forget(key) ? "taken back" : "had taught nothing"
            : server.teach(message, judgement, options.layer()).replace('-', ' ');
        results.merge(result, 1, Integer::sum);
    }

    private String shown() {
        List<String> parts = new ArrayList<>();
        results.forEach((result, count) -> parts.add(count + " " + result));
        return String.join(", ", parts);
    }

    private String password(TeachingOptions options) throws IOException {
        if (environment.containsKey(PASSWORD)) {
            return environment.get(PASSWORD);
        }
        Path kept = data.resolve("conf").resolve("admin-password");
        if (options.account().isEmpty() && Files.isReadable(kept)) {
            return Files.readString(kept).strip();
        }
        throw new IllegalArgumentException("set " + PASSWORD + " to the password of " + options.account().orElse(ADMINISTRATOR));
    }

    private static List<Path> files(List<Path> places) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new IOException(place + " is not there");
            }
            try (Stream<Path> entries = Files.walk(place)) {
                files.addAll(entries.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted().toList());
            }
        }
        return files;
    }

    private static byte[] withoutMailboxLine(byte[] message) {
        if (!Arrays.equals(MAILBOX_LINE, 0, MAILBOX_LINE.length, message, 0, Math.min(MAILBOX_LINE.length, message.length))) {
            return message;
        }
        int end = 0;
        while (end < message.length && message[end] != '\n') {
            end++;
        }
        return Arrays.copyOfRange(message, Math.min(end + 1, message.length), message.length);
    }
}
