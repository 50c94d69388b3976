// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory.ldap;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import com.unboundid.ldap.sdk.LDAPConnection;

/** Debian's slapd with a directory of its own. */
final class RealSlapd implements AutoCloseable {
    private final Process process;
    private final RunningDirectory directory;

    RealSlapd(Path files) throws IOException {
        TestAuthority authority = new TestAuthority(files, "slapd");
        try (InputStream schema = RealSlapd.class.getResourceAsStream("ad.schema")) {
            Files.copy(schema, files.resolve("ad.schema"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createDirectories(files.resolve("data"));
        Path configuration = Files.writeString(files.resolve("slapd.conf"), """
            include /etc/ldap/schema/core.schema
            include /etc/ldap/schema/cosine.schema
            include /etc/ldap/schema/inetorgperson.schema
            include /etc/ldap/schema/misc.schema
            include FILES/ad.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            moduleload memberof
            TLSCertificateFile CERTIFICATE
            TLSCertificateKeyFile KEY
            database mdb
            suffix dc=corp,dc=test
            rootdn cn=admin,dc=corp,dc=test
            rootpw "PASSWORD"
            directory FILES/data
            dbnosync
            index objectClass,uid,mail,member eq
            overlay memberof
            limits dn.exact="cn=Reader,dc=corp,dc=test" size=unlimited size.prtotal=unlimited
            access to attrs=userPassword by anonymous auth by * none
            access to * by * read
            """.replace("FILES", files.toString()).replace("CERTIFICATE", authority.certificate().toString())
            .replace("KEY", authority.key().toString()).replace("PASSWORD", RunningDirectory.ADMIN_PASSWORD));
        int port = freePort();
        int securePort = freePort();
        Path log = files.resolve("slapd.log");
        process = new ProcessBuilder("/usr/sbin/slapd", "-d", "0", "-f", configuration.toString(), "-h",
            "ldap://127.0.0.1:" + port + "/ ldaps://127.0.0.1:" + securePort + "/")
            .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        directory = new RunningDirectory(port, securePort, authority.certificate());
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(log));
            }
            try (LDAPConnection connection = new LDAPConnection("127.0.0.1", port)) {
                return connection.isConnected();
            }
        });
    }

    RunningDirectory directory() {
        return directory;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
