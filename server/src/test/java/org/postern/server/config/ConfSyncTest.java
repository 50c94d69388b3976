// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfSyncTest {
    @TempDir
    Path directory;
    private Path delivered;
    private Path conf;

    @BeforeEach
    void setUp() throws IOException {
        delivered = Files.createDirectories(directory.resolve("delivered"));
        conf = Files.createDirectories(directory.resolve("conf"));
        Files.createDirectories(delivered.resolve("rules"));
        Files.writeString(delivered.resolve("a.xml"), "version 1");
        Files.writeString(delivered.resolve("rules/b.cf"), "b");
        sync();
    }

    @Test
    void firstStartShouldCopyEverything() {
        assertThat(conf.resolve("a.xml")).hasContent("version 1");
        assertThat(conf.resolve("rules/b.cf")).hasContent("b");
    }

    @Test
    void newVersionShouldReplaceAFileTheOperatorLeftAlone() throws IOException {
        Files.writeString(delivered.resolve("a.xml"), "version 2");

        assertThat(sync()).isEmpty();
        assertThat(conf.resolve("a.xml")).hasContent("version 2");
    }

    @Test
    void newVersionShouldLieBesideAFileTheOperatorChanged() throws IOException {
        Files.writeString(conf.resolve("a.xml"), "mine");
        Files.writeString(delivered.resolve("a.xml"), "version 2");

        assertThat(sync()).containsExactly("a.xml.new");
        assertThat(conf.resolve("a.xml")).hasContent("mine");
        assertThat(conf.resolve("a.xml.new")).hasContent("version 2");
    }

    @Test
    void newVersionShouldBeAnnouncedOnce() throws IOException {
        Files.writeString(conf.resolve("a.xml"), "mine");
        Files.writeString(delivered.resolve("a.xml"), "version 2");
        sync();

        assertThat(sync()).isEmpty();
    }

    @Test
    void changedFileShouldStayWhenNoNewVersionComes() throws IOException {
        Files.writeString(conf.resolve("a.xml"), "mine");

        assertThat(sync()).isEmpty();
        assertThat(conf.resolve("a.xml")).hasContent("mine");
    }

    @Test
    void fileTheOperatorDeletedShouldStayAwayUntilANewVersionComes() throws IOException {
        Files.delete(conf.resolve("a.xml"));
        sync();
        assertThat(conf.resolve("a.xml")).doesNotExist();

        Files.writeString(delivered.resolve("a.xml"), "version 2");
        sync();
        assertThat(conf.resolve("a.xml")).hasContent("version 2");
    }

    private List<String> sync() throws IOException {
        return new ConfSync(delivered, conf).run();
    }
}
