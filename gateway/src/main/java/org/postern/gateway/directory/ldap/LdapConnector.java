// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory.ldap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;

import org.postern.gateway.directory.Connection;
import org.postern.gateway.directory.PasswordSeal;
import org.postern.gateway.directory.DirectoryException;

import com.google.common.net.HostAndPort;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;

/** Opens connections to the servers of a directory, the first that answers. */
final class LdapConnector {
    private final LdapTrust trust = new LdapTrust();

    /**
     * A connection that is protected as the profile says but has not signed in.
     *
     * @throws DirectoryException when no server can be reached so
     */
    LDAPConnection open(Connection to) throws DirectoryException {
        List<String> problems = new ArrayList<>();
        for (String server : to.servers()) {
            try {
                return open(to, HostAndPort.fromString(server).withDefaultPort(to.security().port()));
            } catch (LDAPException e) {
                problems.add(server + ": " + LdapProblems.text(e));
            } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
                problems.add(server + ": " + e.getMessage());
            }
        }
        throw new DirectoryException("no server of the directory can be used: " + String.join("; ", problems));
    }

    /**
     * A connection that may read.
     *
     * @throws DirectoryException when no server lets it
     */
    LDAPConnection openForReading(Connection to) throws DirectoryException {
        if (to.bindName().isEmpty()) {
            return open(to);
        }
        List<String> problems = new ArrayList<>();
        for (String server : to.servers()) {
            LDAPConnection connection = null;
            try {
                byte[] password = password(to);
                connection = open(to, HostAndPort.fromString(server).withDefaultPort(to.security().port()));
                connection.bind(new SimpleBindRequest(to.bindName().get(), password));
                return connection;
            } catch (LDAPException e) {
                close(connection);
                problems.add(server + ": " + (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)
                    ? "'bindName' or its password is wrong" : LdapProblems.text(e)));
            } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
                close(connection);
                problems.add(server + ": " + e.getMessage());
            }
        }
        throw new DirectoryException("no server of the directory can be used: " + String.join("; ", problems));
    }

    private LDAPConnection open(Connection to, HostAndPort server) throws LDAPException, GeneralSecurityException, IOException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis((int) to.connectTimeout().toMillis());
        options.setResponseTimeoutMillis(to.answerTimeout().toMillis());
        options.setAbandonOnTimeout(true);
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        SSLContext context = null;
        if (to.security() != Connection.Security.LDAP) {
            context = trust.context(to);
            if (to.verify()) {
                options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
            }
        }
        LDAPConnection connection = to.security() == Connection.Security.LDAPS
            ? new LDAPConnection(context.getSocketFactory(), options) : new LDAPConnection(options);
        try {
            connection.connect(server.getHost(), server.getPort(), options.getConnectTimeoutMillis());
            if (to.security() == Connection.Security.STARTTLS) {
                var answer = connection.processExtendedOperation(new StartTLSExtendedRequest(context));
                if (!answer.getResultCode().equals(ResultCode.SUCCESS)) {
                    throw new LDAPException(answer.getResultCode(), "the server does not begin TLS: " + answer.getDiagnosticMessage());
                }
            }
            return connection;
        } catch (LDAPException | RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    private static byte[] password(Connection to) throws IOException {
        if (to.bindPassword().filter(PasswordSeal::isSealed).isPresent()) {
            throw new IOException("'bindPassword' was encrypted by a node with another conf/jwt_privatekey; all nodes need "
                + "the same, or give it again");
        }
        if (to.bindPassword().isPresent()) {
            return to.bindPassword().get().getBytes(StandardCharsets.UTF_8);
        }
        Path file = Path.of(to.bindPasswordFile().orElseThrow());
        String first = Files.readString(file).lines().findFirst().orElse("");
        if (first.isEmpty()) {
            throw new IOException("the first line of " + file + " is empty");
        }
        return first.getBytes(StandardCharsets.UTF_8);
    }

    private static void close(LDAPConnection connection) {
        if (connection != null) {
            connection.close();
        }
    }
}
