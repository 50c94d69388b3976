// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.analysis.rules.RuleSet;

import com.sun.net.httpserver.HttpServer;

/** {@code ./run rules apply} against real routes, by the shell as an operator has it. */
class RulesClientTest {
    private static final String GOOD = "version: '1'\nwhat:\n  Bad: [{file-name: '.*\\.bad'}]\nrules:\n"
        + "  - {name: Block Bad, priority: 50, what: [Bad], actions: [block]}\n";

    @TempDir
    private Path directory;
    private WebAdminFixture webAdmin;

    private record Ended(int status, String out, String err) {
    }

    @BeforeEach
    void start() {
        webAdmin = new WebAdminFixture();
    }

    @AfterEach
    void stop() {
        webAdmin.close();
    }

    private Ended run(String password, String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "-uc", ". ../build/rules-client.sh; postern_rules \"$@\"", "run"));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Path in = Files.writeString(directory.resolve("in"), input);
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(in.toFile()).redirectOutput(out.toFile())
            .redirectError(err.toFile());
        builder.environment().put("POSTERN_ADMIN_PASSWORD", password);
        builder.environment().put("POSTERN_URL", "http://127.0.0.1:" + webAdmin.port());
        builder.environment().put("POSTERN_DATA", directory.toString());
        builder.environment().remove("POSTERN_PASSWORD");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Ended apply(String yaml, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("apply", Files.writeString(directory.resolve("rules.yml"), yaml).toString()));
        arguments.addAll(List.of(more));
        return run(WebAdminFixture.PASSWORD, "", arguments.toArray(String[]::new));
    }

    private boolean isInForce() {
        RuleSet rules = webAdmin.ruleSets.inForce();
        return rules.rule("Block Bad").isPresent();
    }

    @Test
    void aFileShouldBePutIntoForceAndItsNumberPrinted() throws Exception {
        String comment = "50 % \"less\" & m\u00fcder #1";
        Ended ended = apply(GOOD, "--comment", comment);
        assertThat(ended).isEqualTo(new Ended(0, "Version 1 is in force.\n", ""));
        assertThat(isInForce()).isTrue();
        assertThat(webAdmin.ruleSets.versions().get(0).comment()).isEqualTo(comment);
        assertThat(webAdmin.ruleSets.versions().get(0).author()).isEqualTo("admin");
        assertThat(run(WebAdminFixture.PASSWORD, GOOD, "apply", "-").out()).isEqualTo("Version 2 is in force.\n");
        assertThat(run(WebAdminFixture.PASSWORD, "", "apply", Path.of("..", "james-conf", "single", "rules.yml").toString()).out())
            .as("the rules as they are shipped").isEqualTo("Version 3 is in force.\n");
    }

    @Test
    void aMistakeOrAFailingExampleShouldBePrintedAndNothingStored() throws Exception {
        for (List<String> mistake : List.of(List.of(GOOD.replace("[Bad]", "[Nowhere]"), "rules[0].what[0]: there is no object Nowhere"),
            List.of("rules: [", "the rules are not stored"), List.of("", "the rules are not stored"),
            List.of(GOOD + "examples:\n  - {name: other, expect: block}\n", "expected block"))) {
            Ended ended = apply(mistake.get(0));
            assertThat(ended.status()).as(mistake.get(0)).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).contains(mistake.get(1));
        }
        assertThat(webAdmin.ruleSets.versions()).isEmpty();
    }

    @Test
    void whoeverMayNotChangeRulesShouldBeTold() throws Exception {
        String file = Files.writeString(directory.resolve("rules.yml"), GOOD).toString();
        Ended wrong = run("not the password", "", "apply", file);
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.err()).contains("cannot sign in as admin: ").doesNotContain("not the password");
        Ended auditor = apply(GOOD, "--account", "auditor");
        assertThat(auditor.status()).isEqualTo(1);
        assertThat(auditor.err()).contains("Role AUDITOR may not do this");
        assertThat(webAdmin.ruleSets.versions()).isEmpty();
    }

    @Test
    void aWrongAddressShouldBeTold() throws Exception {
        assertThat(apply(GOOD, "--url", "http://127.0.0.1:1").err()).contains("cannot reach http://127.0.0.1:1");
        HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        other.start();
        try {
            Ended ended = apply(GOOD, "--url", "http://127.0.0.1:" + other.getAddress().getPort());
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).contains("cannot sign in").contains("is no Postern");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void helpShouldBeGivenAndIsNoMistake() throws Exception {
        for (List<String> arguments : List.of(List.of("--help"), List.of("apply", "-h"))) {
            Ended ended = run("", "", arguments.toArray(String[]::new));
            assertThat(ended.status()).isZero();
            assertThat(ended.out()).contains("Usage: ./run rules apply FILE", "--account NAME");
        }
    }

    @Test
    void theFirstAdministratorsPasswordShouldBeTakenFromTheDataDirectory() throws Exception {
        Files.createDirectories(directory.resolve("conf"));
        Files.writeString(directory.resolve("conf").resolve("admin-password"), WebAdminFixture.PASSWORD + "\n");
        assertThat(run("", GOOD, "apply", "-")).isEqualTo(new Ended(0, "Version 1 is in force.\n", ""));
    }

    @Test
    void wrongUseShouldBeStatusTwo() throws Exception {
        for (List<String> arguments : List.of(List.<String>of(), List.of("apply"), List.of("apply", "a", "b"), List.of("apply", "--url"),
            List.of("apply", "--what"), List.of("apply", directory.resolve("nothing").toString()),
            List.of("apply", directory.toString()))) {
            Ended ended = run(WebAdminFixture.PASSWORD, "", arguments.toArray(String[]::new));
            assertThat(ended.status()).as(arguments.toString()).isEqualTo(2);
            assertThat(ended.err()).isNotBlank();
        }
    }
}
