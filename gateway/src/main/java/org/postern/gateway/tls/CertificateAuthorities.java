// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificate authorities of one's own, for servers whose certificates Java's own list does not cover. */
public final class CertificateAuthorities {
    private CertificateAuthorities() {
    }

    /**
     * Believes certificates of these authorities and of no others.
     *
     * @param setting by which a complaint names the file
     * @param file    certificates in PEM
     * @throws IllegalArgumentException when it cannot be read or holds none
     */
    public static SSLContext trusting(String setting, Path file) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities(setting, file));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("'" + setting + "' " + file + " holds no PEM certificates", e);
        }
    }

    private static KeyStore authorities(String setting, Path file) throws GeneralSecurityException, IOException {
        Collection<? extends Certificate> certificates;
        try (InputStream in = Files.newInputStream(file)) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + setting + "' " + file + " cannot be read", e);
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("'" + setting + "' " + file + " holds no PEM certificates");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        return store;
    }
}
