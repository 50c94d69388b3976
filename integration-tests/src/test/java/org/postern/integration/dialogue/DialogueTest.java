// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private static DialogueServer server;

    @BeforeAll
    static void start() throws Exception {
        server = DialogueServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
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
        return files().stream().filter(file -> file.toString().contains(only)).map(file -> {
            String name = root.relativize(file).toString();
            String client = "198.18." + network.incrementAndGet() + ".7";
            return DynamicTest.dynamicTest(name, file.toUri(), () ->
                new DialogueRun(server).hold(Dialogue.read(name, Files.readString(file),
                    run + Integer.toHexString(name.hashCode()), client)));
        });
    }

    @Test
    void thereShouldBeAsManyDialoguesAsAgreed() throws Exception {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(AGREED);
        assertThat(files().stream().filter(file -> file.getParent().getFileName().toString().startsWith("smuggling")).count())
            .isGreaterThanOrEqualTo(25);
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
