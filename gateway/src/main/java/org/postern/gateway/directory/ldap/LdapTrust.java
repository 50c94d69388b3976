// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory.ldap;

import java.nio.file.Path;
import java.security.GeneralSecurityException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

import org.postern.gateway.directory.Connection;
import org.postern.gateway.tls.CertificateAuthorities;

import com.unboundid.util.ssl.TrustAllTrustManager;

/** Decides which certificates of directory servers are believed. */
final class LdapTrust {

    SSLContext context(Connection to) throws GeneralSecurityException {
        if (to.verify() && to.caFile().isPresent()) {
            return CertificateAuthorities.trusting("caFile", Path.of(to.caFile().get()));
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, to.verify() ? null : new TrustManager[] {new TrustAllTrustManager()}, null);
        return context;
    }
}
