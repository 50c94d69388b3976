// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory.ldap;

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
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import org.postern.gateway.directory.Connection;

import com.unboundid.util.ssl.TrustAllTrustManager;

/** Decides which certificates of directory servers are believed. */
final class LdapTrust {

    SSLContext context(Connection to) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust(to), null);
        return context;
    }

    private static TrustManager[] trust(Connection to) throws GeneralSecurityException, IOException {
        if (!to.verify()) {
            return new TrustManager[] {new TrustAllTrustManager()};
        }
        KeyStore authorities = to.caFile().isPresent() ? authorities(Path.of(to.caFile().get())) : null;
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory.getTrustManagers();
    }

    private static KeyStore authorities(Path file) throws GeneralSecurityException, IOException {
        Collection<? extends Certificate> certificates;
        try (InputStream in = Files.newInputStream(file)) {
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException("'caFile' " + file + " holds no PEM certificates", e);
        } catch (IOException e) {
            throw new IOException("'caFile' " + file + " cannot be read", e);
        }
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("'caFile' " + file + " holds no PEM certificates");
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
