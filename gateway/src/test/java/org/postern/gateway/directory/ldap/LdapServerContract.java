// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.gateway.directory.Contents;
import org.postern.gateway.directory.DirectoryException;
import org.postern.gateway.directory.DirectoryIndex;
import org.postern.gateway.directory.Person;
import org.postern.gateway.directory.Profile;

/** What holds whichever server a directory is. */
interface LdapServerContract {
    String ANNA = "cn=anna berg,ou=people,dc=corp,dc=test";
    String SALES = "cn=sales,ou=groups,dc=corp,dc=test";
    String STAFF = "cn=staff,ou=groups,dc=corp,dc=test";
    String WORLD = "cn=world,ou=groups,dc=corp,dc=test";

    RunningDirectory directory();

    private LdapServer server() {
        return new LdapServer();
    }

    private Profile profile() {
        return directory().profile(Map.of());
    }

    private Profile profile(String name, Object value) {
        return directory().profile(Map.of(name, value));
    }

    private static List<Integer> told(List<Long> progress) {
        return progress.stream().map(Long::intValue).toList();
    }

    @Test
    default void everybodyWithAnAddressShouldBeReadThoughTheServerGivesPages() throws DirectoryException {
        List<Long> progress = new ArrayList<>();
        Contents contents = server().read(profile(), progress::add);
        assertThat(contents.people()).hasSize(RunningDirectory.CROWD + 4);
        assertThat(contents.people()).extracting(Person::accounts).doesNotContain(List.of("nomail"));
        assertThat(told(progress)).isSorted().contains(100, 1200);
    }

    @Test
    default void allFormsOfAddressesShouldBeReadAndNothingElse() throws DirectoryException {
        Person anna = new DirectoryIndex(server().read(profile(), entries -> { })).byAccount("aberg").orElseThrow();
        assertThat(anna.name()).isEqualTo(ANNA);
        assertThat(anna.accounts()).containsExactly("ABerg", "anna");
        assertThat(anna.primary()).isEqualTo("anna@corp.test");
        assertThat(anna.addresses()).containsExactly("anna@corp.test", "anna.berg@corp.test", "sales@corp.test", "a.berg@corp.test");
    }

    @Test
    default void groupsWithinGroupsShouldBeFollowed() throws DirectoryException {
        DirectoryIndex index = new DirectoryIndex(server().read(profile(), entries -> { }));
        Person anna = index.byAddress("sales@corp.test").orElseThrow();
        assertThat(anna.groups()).containsExactly(SALES);
        assertThat(index.inherited(anna.groups())).containsExactlyInAnyOrder(STAFF, WORLD);
        assertThat(index.members(STAFF, false)).extracting(Person::primary).containsExactly("bob@corp.test");
        assertThat(index.members(STAFF, true)).extracting(Person::primary).containsExactlyInAnyOrder("bob@corp.test", "anna@corp.test");
    }

    @Test
    default void aFilterShouldNarrowWhoIsRead() throws DirectoryException {
        assertThat(server().read(profile("filter", "(!(cn=crowd*))"), entries -> { }).people()).hasSize(4);
    }

    @Test
    default void aSampleShouldNotReadEverybody() throws DirectoryException {
        assertThat(server().sample(profile(), 5)).hasSizeBetween(1, 5);
        assertThat(server().sample(profile("filter", "(cn=nobody)"), 5)).isEmpty();
    }

    @Test
    default void moreEntriesThanAllowedShouldBeAnErrorAndNoShortList() {
        assertThatThrownBy(() -> server().read(profile("mostEntries", 1000), entries -> { }))
            .isInstanceOf(DirectoryException.class).hasMessageContaining("more than 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna@corp.test", "ANNA@CORP.TEST", "sales@corp.test", "a.berg@corp.test", "anna", "aberg"})
    default void aPersonShouldBeFoundByAnyAddressAndAccount(String name) throws DirectoryException {
        assertThat(server().find(profile(), name)).map(Person::name).contains(ANNA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a*", "anna)(uid=*", "*)(mail=*", "anna\\2a", "x400:c=de;a= ;p=corp;s=berg", "nobody@corp.test",
        "(uid=anna)", "anna@corp.test)(|(mail=*", ""})
    default void textThatIsPartOfAFilterShouldFindNobody(String name) throws DirectoryException {
        assertThat(server().find(profile(), name)).isEmpty();
    }

    @Test
    default void anAddressOfTwoShouldBeNobodys() throws DirectoryException {
        assertThat(server().find(profile(), "twin@corp.test")).isEmpty();
    }

    @Test
    default void onlyTheRightPasswordShouldSignIn() throws DirectoryException {
        Person anna = server().find(profile(), "anna").orElseThrow();
        assertThat(server().signIn(profile(), anna, "anna's secret")).isTrue();
        assertThat(server().signIn(profile(), anna, "bob's secret")).isFalse();
        assertThat(server().signIn(profile(), anna, "")).as("servers take an empty password for no sign-in and say success").isFalse();
        Person nobody = new Person("cn=nobody,ou=people,dc=corp,dc=test", List.of("nobody"), List.of("nobody@corp.test"), List.of());
        assertThat(server().signIn(profile(), nobody, "anything")).isFalse();
    }

    @Test
    default void theSecondServerShouldBeAskedWhenTheFirstIsAway() throws Exception {
        String away = "127.0.0.1:" + closedPort();
        String here = "127.0.0.1:" + directory().port();
        assertThat(server().find(profile("servers", List.of(away, here)), "anna")).isPresent();
        assertThatThrownBy(() -> server().find(profile("servers", List.of(away, away)), "anna"))
            .isInstanceOf(DirectoryException.class).hasMessageContaining(away);
    }

    @Test
    default void aWrongPasswordOfTheReaderShouldBeTold() {
        assertThatThrownBy(() -> server().find(profile("bindPassword", "wrong secret"), "anna"))
            .isInstanceOf(DirectoryException.class).hasMessageContaining("'bindName' or its password is wrong")
            .hasMessageNotContaining("wrong secret");
    }

    @Test
    default void thePasswordShouldBeReadFromAFile(@TempDir Path files) throws Exception {
        Path file = Files.writeString(files.resolve("password"), "reader's secret\n");
        Map<String, Object> changes = new HashMap<>(Map.of("bindPasswordFile", file.toString()));
        changes.put("bindPassword", null);
        assertThat(server().find(directory().profile(changes), "anna")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldaps", "starttls"})
    default void aCertificateShouldBeVerified(String security, @TempDir Path files) throws Exception {
        String authority = directory().certificate().toString();
        String stranger = new TestAuthority(files, "stranger").certificate().toString();
        assertThat(server().find(secured(security, "localhost", Map.of("caFile", authority)), "anna")).isPresent();
        assertThatThrownBy(() -> server().find(secured(security, "localhost", Map.of("caFile", stranger)), "anna"))
            .as("signed by another").isInstanceOf(DirectoryException.class);
        assertThatThrownBy(() -> server().find(secured(security, "localhost", Map.of()), "anna"))
            .as("signed by nobody that Java knows").isInstanceOf(DirectoryException.class);
        assertThat(server().find(secured(security, "localhost", Map.of("verify", false)), "anna")).as("when told not to look").isPresent();
    }

    static Profile secured(RunningDirectory directory, String security, String host, Map<String, Object> more) {
        Map<String, Object> changes = new HashMap<>(more);
        changes.put("security", security);
        changes.put("servers", List.of(host + ":" + (security.equals("ldaps") ? directory.securePort() : directory.port())));
        return directory.profile(changes);
    }

    private Profile secured(String security, String host, Map<String, Object> more) {
        return secured(directory(), security, host, more);
    }

    @Test
    default void aServerThatNeverAnswersShouldNotHoldAnybodyUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Profile profile = directory().profile(Map.of("servers", List.of("127.0.0.1:" + silent.getLocalPort()),
                "connectTimeout", "300ms", "answerTimeout", "300ms"));
            Instant start = Instant.now();
            assertThatThrownBy(() -> server().find(profile, "anna")).isInstanceOf(DirectoryException.class);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
