// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory.ldap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;

import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.cert.ManageCertificates;

/** A certificate that signs itself, for localhost and 127.0.0.1 unless told otherwise, in the forms that servers and clients want. */
final class TestAuthority {
    static final String PASSWORD = "changeit";
    private static final String ALIAS = "server";

    private final Path keyStore;
    private final Path certificate;
    private final Path key;

    TestAuthority(Path directory, String name) throws IOException {
        this(directory, name, "localhost", "127.0.0.1");
    }

    /** A certificate for another name and address. */
    TestAuthority(Path directory, String name, String host, String address) throws IOException {
        keyStore = directory.resolve(name + ".p12");
        certificate = directory.resolve(name + ".pem");
        key = directory.resolve(name + ".key");
        run("generate-self-signed-certificate", "--keystore", keyStore.toString(), "--keystore-password", PASSWORD, "--keystore-type",
            "PKCS12", "--alias", ALIAS, "--subject-dn", "CN=" + host, "--subject-alternative-name-dns", host,
            "--subject-alternative-name-ip-address", address, "--key-algorithm", "RSA", "--key-size-bits", "2048");
        run("export-certificate", "--keystore", keyStore.toString(), "--keystore-password", PASSWORD, "--alias", ALIAS,
            "--output-format", "PEM", "--output-file", certificate.toString());
        run("export-private-key", "--keystore", keyStore.toString(), "--keystore-password", PASSWORD, "--alias", ALIAS,
            "--output-format", "PEM", "--output-file", key.toString());
    }

    Path keyStore() {
        return keyStore;
    }

    Path certificate() {
        return certificate;
    }

    Path key() {
        return key;
    }

    private static void run(String... arguments) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ResultCode result = ManageCertificates.main(null, said, said, arguments);
        if (!result.equals(ResultCode.SUCCESS)) {
            throw new IOException(said.toString());
        }
    }
}
