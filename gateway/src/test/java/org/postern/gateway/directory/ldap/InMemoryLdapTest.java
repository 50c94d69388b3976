// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory.ldap;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.gateway.directory.DirectoryException;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;

class InMemoryLdapTest implements LdapServerContract {
    private static InMemoryDirectoryServer server;
    private static RunningDirectory directory;

    @BeforeAll
    static void start(@TempDir Path files) throws Exception {
        TestAuthority authority = new TestAuthority(files, "server");
        server = server(authority);
        directory = directory(server, authority);
        directory.load();
    }

    private static InMemoryDirectoryServer server(TestAuthority authority) throws Exception {
        SSLUtil tls = new SSLUtil(new KeyStoreKeyManager(authority.keyStore().toFile(), TestAuthority.PASSWORD.toCharArray(), "PKCS12",
            null), null);
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(RunningDirectory.BASE);
        config.addAdditionalBindCredentials(RunningDirectory.ADMIN, RunningDirectory.ADMIN_PASSWORD);
        config.setSchema(null);
        config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("plain", null, 0, tls.createSSLSocketFactory()),
            InMemoryListenerConfig.createLDAPSConfig("secure", 0, tls.createSSLServerSocketFactory()));
        InMemoryDirectoryServer made = new InMemoryDirectoryServer(config);
        made.startListening();
        return made;
    }

    private static RunningDirectory directory(InMemoryDirectoryServer server, TestAuthority authority) {
        return new RunningDirectory(server.getListenPort("plain"), server.getListenPort("secure"), authority.certificate());
    }

    @AfterAll
    static void stop() {
        server.shutDown(true);
    }

    @Override
    public RunningDirectory directory() {
        return directory;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldaps", "starttls"})
    void aCertificateOfAnotherNameShouldBeRefused(String security, @TempDir Path files) throws Exception {
        TestAuthority other = new TestAuthority(files, "other", "other.test", "192.0.2.1");
        InMemoryDirectoryServer imposter = server(other);
        try {
            RunningDirectory running = directory(imposter, other);
            assertThatThrownBy(() -> new LdapServer().sample(LdapServerContract.secured(running, security, "localhost",
                Map.of("caFile", other.certificate().toString())), 1))
                .isInstanceOf(DirectoryException.class).hasMessageContaining("other.test");
        } finally {
            imposter.shutDown(true);
        }
    }
}
