// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path root;

    @Test
    void secondServerShouldBeToldWhoHasTheDirectory() throws Exception {
        try (DataDirectory first = DataDirectory.open(root)) {
            assertThatThrownBy(() -> DataDirectory.open(first.root()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("in use by process " + ProcessHandle.current().pid())
                .hasMessageContaining("--data");
        }
    }

    @Test
    void directoryShouldBeFreeAgainAfterItsServerEnded() throws Exception {
        DataDirectory.open(root).close();

        DataDirectory.open(root).close();
    }

    @Test
    void unusableDirectoryShouldBeNamed() throws Exception {
        Path file = Files.createFile(root.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file)).isInstanceOf(UsageException.class).hasMessageContaining(file.toString());
    }

    @Test
    void signingKeysShouldBelongTogetherAndThePrivateOneToItsOwnerAlone() throws Exception {
        new SigningKeys(root).createWhenMissing();

        PrivateKey privateKey = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der("jwt_privatekey")));
        PublicKey publicKey = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der("jwt_publickey")));
        assertThat(((RSAPublicKey) publicKey).getModulus().bitLength()).isGreaterThanOrEqualTo(2048);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("jwt_privatekey")))).isEqualTo("rw-------");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(privateKey);
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(new byte[] {1, 2, 3});
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void signingKeysShouldBeMadeOnce() throws Exception {
        new SigningKeys(root).createWhenMissing();
        byte[] before = der("jwt_privatekey");

        new SigningKeys(root).createWhenMissing();

        assertThat(der("jwt_privatekey")).isEqualTo(before);
    }

    @Test
    void firstStartShouldMakeUpALongPasswordAndKeepIt() throws Exception {
        try (DataDirectory data = DataDirectory.open(root)) {
            AdminPassword passwords = new AdminPassword(data);
            String password = passwords.initial(Optional.empty()).orElseThrow();

            assertThat(password).hasSizeGreaterThanOrEqualTo(20);
            assertThat(passwords.file()).hasContent(password);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwords.file()))).isEqualTo("rw-------");
            assertThat(passwords.initial(Optional.empty())).contains(password);
        }
    }

    @Test
    void givenPasswordShouldBeTakenAndNotWritten() throws Exception {
        try (DataDirectory data = DataDirectory.open(root)) {
            AdminPassword passwords = new AdminPassword(data);

            assertThat(passwords.initial(Optional.of("correct horse"))).contains("correct horse");
            assertThat(passwords.file()).doesNotExist();
        }
    }

    @Test
    void noPasswordShouldBeMadeUpOnceTheServerHasRun() throws Exception {
        Files.createDirectories(root.resolve("conf"));
        Files.createFile(root.resolve("conf").resolve(".delivered"));
        try (DataDirectory data = DataDirectory.open(root)) {
            assertThat(new AdminPassword(data).initial(Optional.empty())).isEmpty();
        }
    }

    private byte[] der(String file) throws Exception {
        return Base64.getMimeDecoder().decode(Files.readString(root.resolve(file)).replaceAll("-----[A-Z ]+-----", ""));
    }
}
