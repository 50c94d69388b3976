// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds every dialogue of the directory {@code dialogues} with a real server. How to read and write them: docs/dialogues.md.
 */
class DialogueTest {
    private static final int AGREED = 80;
    private static final int AT_ONCE = 10;
    private static DialogueServer server;
    private static ExecutorService together;

    @BeforeAll
    static void start() throws Exception {
        server = DialogueServer.start();
        together = Executors.newFixedThreadPool(AT_ONCE);
    }

    @AfterAll
    static void stop() throws Exception {
        if (together != null) {
            together.shutdownNow();
        }
        if (server != null) {
            server.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> theServerShouldSpeakAsTheDialogueTells() throws Exception {
        String run = Long.toString(System.nanoTime(), 36);
        String only = System.getProperty("postern.dialogue", "");
        Path root = root();
        AtomicInteger network = new AtomicInteger();
        // Held at the same time, as a server meets its clients; each is reported by itself.
        return files().stream().filter(file -> file.toString().contains(only)).map(file -> {
            String name = root.relativize(file).toString();
            String client = "198.18." + network.incrementAndGet() + ".7";
            Future<?> held = together.submit(() -> {
                new DialogueRun(server).hold(Dialogue.read(name, Files.readString(file), run + Integer.toHexString(name.hashCode()),
                    client));
                return name;
            });
            return DynamicTest.dynamicTest(name, file.toUri(), () -> result(held));
        }).toList().stream();
    }

    @Test
    void everyRowOfTheOrderOfChecksShouldHaveADialogue() throws Exception {
        Set<String> rows = new TreeSet<>();
        for (Path file : files()) {
            Files.readString(file).lines().filter(line -> line.startsWith("# row "))
                .forEach(line -> rows.addAll(List.of(line.substring(6).split(", *"))));
        }
        List<String> wanted = Files.readAllLines(root().resolve("rows.csv")).stream().skip(1).map(line -> line.split(",")[0]).toList();
        assertThat(wanted).hasSize(23);
        assertThat(rows).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static void result(Future<?> held) throws Exception {
        try {
            held.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Test
    void thereShouldBeAsManyDialoguesAsAgreed() throws Exception {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(AGREED);
        for (String directory : List.of("smuggling", "smuggling-tls")) {
            assertThat(files().stream().filter(file -> file.getParent().endsWith(directory))).as(directory).hasSizeGreaterThanOrEqualTo(25);
        }
    }

    private static List<Path> files() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
        }
    }

    private static Path root() throws URISyntaxException {
        return Path.of(DialogueTest.class.getResource("/dialogues").toURI());
    }
}
