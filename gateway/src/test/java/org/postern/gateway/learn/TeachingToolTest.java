// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.message.MessageSource;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;
import org.postern.gateway.config.PosternConfiguration;

/** Against the real learning behind the three routes that the tool uses. */
class TeachingToolTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Learning learning = new Learning(new InMemoryLessonStore(), PosternConfiguration.defaults().learning(),
        Clock.systemUTC());
    @TempDir
    private Path directory;
    private LessonServer server;

    @BeforeEach
    void setUp() throws IOException {
        learning.load();
        server = new LessonServer(learning, "secret");
        for (int i = 0; i < 3; i++) {
            write("ham/" + i + ".eml", SampleMail.ham(i));
            write("spam/deep/" + i + ".eml", SampleMail.spam(i));
        }
        Files.writeString(directory.resolve("ham/.hidden"), "no mail");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void write(String name, MessageSource message) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, message.open().readAllBytes());
    }

    private int run(Map<String, String> environment, String... words) throws InterruptedException {
        String[] all = Stream.concat(Stream.of("--url", server.url()), Stream.of(words))
            .toArray(String[]::new);
        return new TeachingTool(directory, environment, new PrintStream(out, true), new PrintStream(err, true)).run(List.of(all));
    }

    private int teach(String... words) throws InterruptedException {
        return run(Map.of("POSTERN_PASSWORD", "secret"), words);
    }

    private String ham() {
        return directory.resolve("ham").toString();
    }

    private String spam() {
        return directory.resolve("spam").toString();
    }

    @Test
    void foldersShouldBeTaughtWithProgressAndTheSum() throws Exception {
        assertThat(teach("--ham", ham(), "--spam", spam())).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("6 of 6 messages: 6 learned\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("6 of 6 messages");
        assertThat(learning.list(10, Optional.empty()).notes()).extracting(LessonNote::judgement)
            .containsExactlyInAnyOrder(Judgement.HAM, Judgement.HAM, Judgement.HAM, Judgement.SPAM, Judgement.SPAM, Judgement.SPAM);
    }

    @Test
    void secondRunShouldChangeNothing() throws Exception {
        teach("--spam", spam());
        out.reset();

        assertThat(teach("--spam", spam())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("3 already learned");
        assertThat(learning.list(10, Optional.empty()).notes()).hasSize(3);
    }

    @Test
    void undoShouldTakeBackWhatTheMessagesTaught() throws Exception {
        teach("--ham", ham(), "--spam", spam());
        out.reset();

        assertThat(teach("--undo", "--spam", spam())).isZero();
        assertThat(teach("--undo", "--spam", spam())).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("3 taken back").contains("3 had taught nothing");
        assertThat(learning.list(10, Optional.empty()).notes()).extracting(LessonNote::judgement).containsOnly(Judgement.HAM).hasSize(3);
    }

    @Test
    void mailboxLineShouldNotBePartOfTheMessage() throws Exception {
        Path file = directory.resolve("with-line.eml");
        Files.write(file, ("From joe Mon Jan  1 10:00:00 2024\n" + new String(SampleMail.spam(0).open().readAllBytes(),
            StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII));

        teach("--spam", file.toString(), "--layer", "domain:example.org");
        teach("--spam", directory.resolve("spam/deep/0.eml").toString(), "--layer", "domain:example.org");

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("1 learned").contains("1 already learned");
        assertThat(learning.list(10, Optional.empty()).notes()).singleElement()
            .satisfies(note -> assertThat(note.layers()).containsExactly(Layer.domain("example.org")));
    }

    @Test
    void passwordOfTheFirstAdministratorShouldBeFoundInTheDataDirectory() throws Exception {
        assertThat(run(Map.of(), "--ham", ham())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("set POSTERN_PASSWORD to the password of admin");

        Files.createDirectories(directory.resolve("conf"));
        Files.writeString(directory.resolve("conf/admin-password"), "secret\n");
        assertThat(run(Map.of(), "--ham", ham())).isZero();
        assertThat(run(Map.of("POSTERN_PASSWORD", "wrong"), "--ham", ham())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the server answers 401");
    }

    @Test
    void wrongUseShouldBeToldWithASentence() throws Exception {
        assertThat(teach()).isEqualTo(2);
        assertThat(teach("--ham")).isEqualTo(2);
        assertThat(teach("--ham", ham(), "--layer", "nobody")).isEqualTo(2);
        assertThat(teach("--ham", ham(), "--url", "localhost")).isEqualTo(2);
        assertThat(teach("--ham", directory.resolve("none").toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("which messages?", "--ham lacks its value", "not the address of a server",
            "none is not there");
    }

    @Test
    void serverThatDoesNotAnswerShouldBeToldWithHowFarItCame() throws Exception {
        server.loseLessons();

        assertThat(teach("--ham", ham())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("0 of 3 messages\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the server answers 404");
    }
}
