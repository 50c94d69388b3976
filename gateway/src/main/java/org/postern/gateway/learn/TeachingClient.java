// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Speaks with a running server about lessons, over the routes that are open to everyone who may teach. */
final class TeachingClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LESSONS = "/postern/learning/lessons";
    private static final int GONE = 404;
    private static final int FAILURES = 400;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI server;
    private final String token;

    private TeachingClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /**
     * Signs in.
     *
     * @throws IOException when the server cannot be reached or does not know the account and password; the message is for people
     */
    static TeachingClient signedIn(URI server, String account, String password) throws IOException, InterruptedException {
        TeachingClient stranger = new TeachingClient(server, "");
        HttpResponse<String> answer = stranger.send(stranger.request("/postern/login").header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(stranger.json.writeValueAsString(Map.of("user", account, "password", password)))));
        return new TeachingClient(server, stranger.read(answer).path("token").asText());
    }

    /**
     * Teaches one message.
     *
     * @return {@code learned}, {@code already-learned} or {@code changed}
     * @throws IOException when the server cannot be reached or does not take it; the message is for people
     */
    String teach(byte[] message, Judgement judgement, Layer layer) throws IOException, InterruptedException {
        String query = "?judgement=" + judgement.name().toLowerCase(Locale.ROOT) + "&layer="
            + URLEncoder.encode(layer.text(), StandardCharsets.UTF_8);
        return read(send(request(LESSONS + query).header("Content-Type", "message/rfc822")
            .POST(HttpRequest.BodyPublishers.ofByteArray(message)))).path("result").asText();
    }

    /**
     * Takes back what a message taught.
     *
     * @return false when it had taught nothing
     * @throws IOException when the server cannot be reached or does not want to
     */
    boolean forget(String key) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(LESSONS + "/" + key).DELETE());
        if (answer.statusCode() == GONE) {
            return false;
        }
        read(answer);
        return true;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("no answer from " + server + ": " + e, e);
        }
    }

    private JsonNode read(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= FAILURES) {
            throw new IOException("the server answers " + answer.statusCode() + " " + answer.body().strip());
        }
        return json.readTree(answer.body());
    }
}
