// SPDX-License-Identifier: Apache-2.0
package org.postern.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import javax.mail.SendFailedException;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One life of a server, in order, because each start takes seconds.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PosternServerTest {
    private static final String BOB = "bob@local.test";
    private static final String PASSWORD = "correct horse";
    private static final ConditionFactory SOON = Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));

    @TempDir
    static Path directory;
    private static ServerUnderTest server;

    @BeforeAll
    static void start() throws Exception {
        server = new ServerUnderTest(directory);
        server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    @Order(1)
    void firstStartShouldPrintHowToSignIn() throws Exception {
        String password = Files.readString(server.data.resolve("conf").resolve("admin-password")).trim();

        assertThat(server.output())
            .contains("127.0.0.1:" + server.smtpPort)
            .contains("127.0.0.1:" + server.trustedSmtpPort)
            .contains("127.0.0.1:" + server.imapPort)
            .contains("http://127.0.0.1:" + server.httpPort + "/postern/ui/")
            .contains("user admin, password " + password);
    }

    @Test
    @Order(2)
    void webAdminShouldBeClosedWithoutAToken() throws Exception {
        for (String path : new String[] {"/domains", "/users", "/mailQueues", "/mailRepositories", "/tasks", "/mailboxes"}) {
            assertThat(webAdmin().getWithoutToken(path)).as(path).isEqualTo(401);
        }
        for (String path : new String[] {"/domains", "/users", "/mailQueues", "/mailRepositories", "/tasks"}) {
            assertThat(webAdmin().get(path)).as(path).isEqualTo(200);
        }
    }

    @Test
    @Order(3)
    void mailForALocalUserShouldReachTheMailbox() throws Exception {
        assertThat(webAdmin().put("/domains/local.test", "")).isEqualTo(204);
        assertThat(webAdmin().put("/users/" + BOB, "{\"password\":\"" + PASSWORD + "\"}")).isEqualTo(204);

        MailClient.send(server.smtpPort, "alice@elsewhere.test", BOB, "first");

        SOON.untilAsserted(() -> assertThat(inbox()).isEqualTo(1));
    }

    @Test
    @Order(4)
    void onlyTheTrustedPortShouldTakeMailForOtherDomains() throws Exception {
        assertThatThrownBy(() -> MailClient.send(server.smtpPort, "alice@elsewhere.test", "carol@nowhere.invalid", "no"))
            .isInstanceOf(SendFailedException.class)
            .rootCause().hasMessageContaining("550");
        MailClient.send(server.trustedSmtpPort, BOB, "carol@nowhere.invalid", "yes");
    }

    @Test
    @Order(5)
    void secondServerOnTheSameDataShouldBeRefused() throws Exception {
        ServerUnderTest second = new ServerUnderTest(directory);

        assertThatThrownBy(second::start).hasMessageContaining("in use by process");
    }

    @Test
    @Order(6)
    void userAndMailboxShouldSurviveAKillOfTheServer() throws Exception {
        ProcessHandle orphan = server.cassandra();
        server.kill();
        assertThat(orphan.isAlive()).isTrue();
        server.start();

        assertThat(server.output()).contains("Cassandra of an earlier run is still there as process " + orphan.pid());
        assertThat(inbox()).isEqualTo(1);
        MailClient.send(server.smtpPort, "alice@elsewhere.test", BOB, "second");
        SOON.untilAsserted(() -> assertThat(inbox()).isEqualTo(2));
    }

    @Test
    @Order(7)
    void serverShouldSurviveAKillOfItsDatabase() throws Exception {
        ProcessHandle killed = server.cassandra();
        killed.destroyForcibly();
        SOON.until(() -> server.cassandraPid() != killed.pid());

        SOON.ignoreExceptions().untilAsserted(() -> assertThat(inbox()).isEqualTo(2));
        MailClient.send(server.smtpPort, "alice@elsewhere.test", BOB, "third");
        SOON.untilAsserted(() -> assertThat(inbox()).isEqualTo(3));
    }

    @Test
    @Order(8)
    void endShouldTakeTheDatabaseAlong() throws Exception {
        ProcessHandle cassandra = server.cassandra();
        server.stop();

        assertThat(cassandra.isAlive()).isFalse();
        assertThat(server.data.resolve("cassandra").resolve("cassandra.pid")).doesNotExist();
    }

    private static WebAdminClient webAdmin() throws Exception {
        return new WebAdminClient(server.httpPort, server.data.resolve("conf").resolve("jwt_privatekey"));
    }

    private static int inbox() throws Exception {
        return MailClient.inboxSize(server.imapPort, BOB, PASSWORD);
    }
}
