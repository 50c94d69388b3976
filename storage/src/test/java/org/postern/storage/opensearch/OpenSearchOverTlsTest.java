// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.OpenSearchConfiguration;
import org.postern.gateway.config.StorageConfiguration;
import org.postern.gateway.tls.CertificateAuthorities;
import org.postern.storage.opensearch.client.OpenSearchClient;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

class OpenSearchOverTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path files;
    private HttpsServer server;
    private Path authority;

    @BeforeEach
    void serve() throws Exception {
        Path store = files.resolve("server.p12");
        keytool("-genkeypair", "-keystore", store.toString(), "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
            "san=ip:127.0.0.1");
        authority = files.resolve("authority.pem");
        keytool("-exportcert", "-rfc", "-keystore", store.toString(), "-alias", "server", "-file", authority.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            String said = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = ("{\"authorization\":\"" + said + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private OpenSearchConfiguration configuration() {
        return new OpenSearchConfiguration(List.of(URI.create("https://127.0.0.1:" + server.getAddress().getPort())),
            Optional.of(new StorageConfiguration.Credentials("postern", "secret")), Duration.ofSeconds(20), "x", 0,
            Optional.of(authority.toString()));
    }

    @Test
    void aClusterWithAnAuthorityOfItsOwnShouldBeTalkedToWithUserAndPassword() {
        OpenSearchClient client = new OpenSearchClient(configuration(),
            Optional.of(CertificateAuthorities.trusting("opensearch.ca-file", authority)));

        assertThat(client.send("GET", "/").body().path("authorization").asText()).isEqualTo("Basic cG9zdGVybjpzZWNyZXQ=");
    }

    @Test
    void aCertificateOfAnUnknownAuthorityShouldBeRefused() {
        OpenSearchClient client = new OpenSearchClient(configuration());

        assertThatThrownBy(() -> client.send("GET", "/")).isInstanceOf(StorageUnavailableException.class).hasMessageContaining("SSL");
    }

    @Test
    void aFileWithoutCertificatesShouldBeNamedInTheComplaint() throws IOException {
        Path empty = Files.writeString(files.resolve("empty.pem"), "");

        assertThatThrownBy(() -> CertificateAuthorities.trusting("opensearch.ca-file", empty))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("opensearch.ca-file").hasMessageContaining("empty.pem");
    }
}
