// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate with which SMTP clients can encrypt from the first start on. It is signed by itself, as mail servers accept;
 * an administrator puts his own two files in its place.
 */
public final class TlsCertificate {
    private static final int BITS = 3072;
    private static final int SERIAL_BITS = 120;
    private static final int VALID_DAYS = 3650;

    private final Path key;
    private final Path certificate;

    public TlsCertificate(Path conf) {
        this.key = conf.resolve("tls.key");
        this.certificate = conf.resolve("tls.crt");
    }

    /** Makes key and certificate unless both are there. The key can be read by its owner alone. */
    public void createWhenMissing() throws IOException, GeneralSecurityException {
        if (Files.exists(key) && Files.exists(certificate)) {
            return;
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        KeyPair pair = generator.generateKeyPair();
        SecretFile.write(key, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Files.writeString(certificate, pem("CERTIFICATE", certificate(pair)));
    }

    private static byte[] certificate(KeyPair pair) throws IOException, GeneralSecurityException {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, hostName()).build();
        Instant now = Instant.now();
        try {
            return new JcaX509v3CertificateBuilder(name, new BigInteger(SERIAL_BITS, new SecureRandom()), Date.from(now),
                Date.from(now.plus(VALID_DAYS, ChronoUnit.DAYS)), name, pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256WITHRSA").build(pair.getPrivate())).getEncoded();
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("the certificate cannot be signed", e);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // The name is for people only: nobody can check it in a certificate that vouches for itself.
            return "localhost";
        }
    }

    private static String pem(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
