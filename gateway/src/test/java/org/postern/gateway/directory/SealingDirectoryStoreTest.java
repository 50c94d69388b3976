// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.postern.gateway.directory.ldap.LdapServer;

class SealingDirectoryStoreTest implements DirectoryStoreContract {
    private static final SecretKey KEY = key(1);
    private static final SecretKey OTHER = key(2);

    private final MemoryDirectoryStore inner = new MemoryDirectoryStore(Clock.systemUTC());
    private final SealingDirectoryStore testee = sealing(KEY);

    private static SecretKey key(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return new SecretKeySpec(bytes, "AES");
    }

    private SealingDirectoryStore sealing(SecretKey key) {
        return new SealingDirectoryStore(inner, new PasswordSeal(key));
    }

    @Override
    public DirectoryStore testee() {
        return testee;
    }

    private static String password(DirectoryStore store) {
        return store.profiles().get(0).profile().connection().bindPassword().orElseThrow();
    }

    @Test
    void aPasswordShouldNotLieInTheStoreAsItWasGiven() {
        testee.save(Optional.empty(), new StoredProfile(UUID.randomUUID(), DirectoryStoreContract.profile("corp", "")));
        assertThat(JSON.write(inner.profiles().get(0).profile())).doesNotContain("s3cret").contains("sealed:v1:");
        assertThat(password(testee)).isEqualTo("s3cret");
        assertThat(password(sealing(KEY))).as("another node with the same key").isEqualTo("s3cret");
        StoredProfile again = testee.profiles().get(0);
        String before = password(inner);
        testee.save(Optional.of(again.tag()), new StoredProfile(UUID.randomUUID(), again.profile()));
        assertThat(password(inner)).as("never encrypted twice in the same way").isNotEqualTo(before);
        assertThat(password(testee)).isEqualTo("s3cret");
    }

    @Test
    void aPasswordOfEarlierVersionsShouldBeEncryptedOnce() {
        inner.save(Optional.empty(), new StoredProfile(UUID.randomUUID(), DirectoryStoreContract.profile("corp", "")));
        assertThat(testee.sealOld()).isEqualTo(1);
        assertThat(testee.sealOld()).isZero();
        assertThat(password(inner)).startsWith("sealed:v1:");
        assertThat(password(testee)).isEqualTo("s3cret");
    }

    @Test
    void aPasswordShouldOpenForItsProfileAndKeyOnlyAndNeverBeSentClosed() {
        testee.save(Optional.empty(), new StoredProfile(UUID.randomUUID(), DirectoryStoreContract.profile("corp", "")));
        SealingDirectoryStore stranger = sealing(OTHER);
        assertThat(password(stranger)).isEqualTo(password(inner)).startsWith("sealed:v1:");
        Profile unusable = stranger.profiles().get(0).profile();
        assertThatThrownBy(() -> new LdapServer().sample(unusable, 1)).isInstanceOf(DirectoryException.class)
            .hasMessageContaining("jwt_privatekey").hasMessageNotContaining("sealed:");
        String changed = password(inner).substring(0, password(inner).length() - 4) + "AAA=";
        PasswordSeal seal = new PasswordSeal(KEY);
        assertThat(seal.open(changed, "corp")).isEmpty();
        assertThat(seal.open(password(inner), "other")).isEmpty();
        assertThat(seal.open("sealed:v1:AAAA", "corp")).isEmpty();
        assertThat(seal.open("sealed:v1:no base64", "corp")).isEmpty();
    }
}
