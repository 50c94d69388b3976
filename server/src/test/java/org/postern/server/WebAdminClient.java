// SPDX-License-Identifier: Apache-2.0
package org.postern.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.SignatureAlgorithm;

/**
 * Speaks to WebAdmin with a token signed by the installation's key, or without one.
 */
final class WebAdminClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String token;

    WebAdminClient(int port, Path privateKey) throws IOException, GeneralSecurityException {
        this.base = "http://127.0.0.1:" + port;
        byte[] der = Base64.getMimeDecoder().decode(Files.readString(privateKey).replaceAll("-----[A-Z ]+-----", ""));
        PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        this.token = Jwts.builder().setSubject("tester").claim("admin", true)
            .setExpiration(Date.from(Instant.now().plusSeconds(600))).signWith(key, SignatureAlgorithm.RS256).compact();
    }

    int put(String path, String json) throws IOException, InterruptedException {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(json)).header("Authorization", "Bearer " + token));
    }

    int get(String path) throws IOException, InterruptedException {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    int getWithoutToken(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Content-Type", "application/json");
    }

    private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
