// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.spam;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Starts spamd and rspamd, both with one worker and without network tests, and asks them over their own protocols. */
final class Peers {
    private static final Pattern SPAMD_SCORE = Pattern.compile("Spam: \\w+ ; (-?[\\d.]+) /");

    private final Path directory;
    // rspamd drops a connection on which a client offers to go on in HTTP/2.
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Peers(Path directory) {
        this.directory = directory;
    }

    PeerProcess spamd(Path rules, Path site) throws IOException, InterruptedException {
        return spamd(rules, site, List.of("use_bayes 0"));
    }

    /** SpamAssassin with what it learned from these messages. */
    PeerProcess learnedSpamd(Path rules, Path site, List<SpamCorpus.Message> lessons) throws IOException, InterruptedException {
        Path state = Files.createTempDirectory(directory, "bayes");
        List<String> options = List.of("bayes_path " + state.resolve("bayes"), "bayes_file_mode 0777", "bayes_auto_learn 0");
        for (boolean spam : new boolean[] {false, true}) {
            Path list = Files.write(directory.resolve("lessons"), lessons.stream().filter(lesson -> lesson.spam() == spam)
                .map(lesson -> lesson.file().toAbsolutePath().toString()).toList());
            List<String> command = new ArrayList<>(List.of("sa-learn", "-L", spam ? "--spam" : "--ham", "-C", rules.toString(),
                "--siteconfigpath=" + site, "-p", "/dev/null", "-f", list.toString()));
            options.forEach(option -> command.add("--cf=" + option));
            Process learning = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(directory.resolve("sa-learn.log").toFile()).start();
            if (learning.waitFor() != 0) {
                throw new IOException("sa-learn failed, see " + directory.resolve("sa-learn.log"));
            }
        }
        // The server gives up its rights and must still read and note what it used.
        for (Path each : List.of(directory, state)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        return spamd(rules, site, options);
    }

    private PeerProcess spamd(Path rules, Path site, List<String> options) throws IOException, InterruptedException {
        int port = PeerProcess.freePort();
        boolean root = "root".equals(System.getProperty("user.name"));
        // One worker for the whole run: the CPU time of a worker that has ended can no longer be read, and its successor is cold.
        List<String> command = new ArrayList<>(List.of("/usr/sbin/spamd", "-L", "-x", "-m", "1", "--max-conn-per-child", "1000000",
            "-i", "127.0.0.1", "-p", Integer.toString(port), "-C", rules.toString(), "--siteconfigpath=" + site, "-s", "stderr"));
        options.forEach(option -> command.addAll(List.of("--cf", option)));
        if (root) {
            command.addAll(List.of("-u", "nobody"));
        }
        return PeerProcess.start(directory.resolve("spamd.log"), port, command);
    }

    PeerProcess rspamd() throws IOException, InterruptedException {
        int port = PeerProcess.freePort();
        Path configuration = directory.resolve("rspamd.conf");
        // The name server is one that answers at once that it is not there.
        Files.writeString(configuration, String.join("\n",
            ".include \"$CONFDIR/common.conf\"",
            "options {",
            "  .include \"$CONFDIR/options.inc\"",
            "  pidfile = \"" + directory + "/rspamd.pid\";",
            "  history_file = \"" + directory + "/rspamd.history\";",
            "  dns { nameserver = [\"127.0.0.1:" + PeerProcess.freePort() + "\"]; timeout = 0.05s; retransmits = 1; }",
            "}",
            "logging { type = \"file\"; filename = \"" + directory + "/rspamd.log\"; level = \"warning\"; }",
            "worker \"normal\" { bind_socket = \"127.0.0.1:" + port + "\"; count = 1; }", ""));
        return PeerProcess.start(directory.resolve("rspamd.out"), port, List.of("rspamd", "-i", "-f", "-c", configuration.toString()));
    }

    Judged askSpamd(PeerProcess spamd, byte[] message) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", spamd.port())) {
            socket.getOutputStream().write(("CHECK SPAMC/1.5\r\nContent-length: " + message.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(message);
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            Matcher score = SPAMD_SCORE.matcher(answer);
            if (!score.find()) {
                throw new IOException("spamd answers " + answer);
            }
            return new Judged(Double.parseDouble(score.group(1)), Set.of(), 0);
        }
    }

    double askRspamd(PeerProcess rspamd, byte[] message) throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rspamd.port() + "/checkv2"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(message)).build();
        HttpResponse<byte[]> answer = http.send(question, HttpResponse.BodyHandlers.ofByteArray());
        return new ObjectMapper().readTree(answer.body()).path("score").asDouble();
    }
}
