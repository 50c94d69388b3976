// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Speaks to the REST interface and to James's own WebAdmin, with or without a token.
 */
public final class RestClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI base;
    private final Optional<String> token;

    private RestClient(HttpClient http, URI base, Optional<String> token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    public static RestClient anonymous(URI base) {
        return new RestClient(HttpClient.newBuilder().connectTimeout(TIMEOUT).build(), base, Optional.empty());
    }

    /** The same with a token; fails when the password is not accepted. */
    public RestClient signIn(String user, String password) throws IOException, InterruptedException {
        Response response = call("POST", "/postern/login", Optional.of("{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}"));
        if (response.status() != 200) {
            throw new AssertionError("sign-in failed: " + response);
        }
        return withToken(response.json().get("token").asText());
    }

    public RestClient withToken(String given) {
        return new RestClient(http, base, Optional.of(given));
    }

    public Response get(String path) throws IOException, InterruptedException {
        return call("GET", path, Optional.empty());
    }

    public Response post(String path, String body) throws IOException, InterruptedException {
        return call("POST", path, Optional.of(body));
    }

    public Response put(String path, String body) throws IOException, InterruptedException {
        return call("PUT", path, Optional.of(body));
    }

    public Response delete(String path) throws IOException, InterruptedException {
        return call("DELETE", path, Optional.empty());
    }

    /** All items that wait in quarantine, of all pages. */
    public List<JsonNode> quarantine() throws IOException, InterruptedException {
        return quarantine("");
    }

    /** All items that wait in quarantine and fit further parameters such as {@code &recipient=...}. */
    public List<JsonNode> quarantine(String parameters) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            Response page = get("/postern/quarantine?limit=1000" + parameters + cursor);
            if (page.status() != 200) {
                throw new AssertionError("the quarantine cannot be listed: " + page);
            }
            page.json().get("items").forEach(items::add);
            JsonNode next = page.json().path("next");
            cursor = next.isTextual() ? "&cursor=" + URLEncoder.encode(next.asText(), StandardCharsets.UTF_8) : "";
        } while (!cursor.isEmpty());
        return items;
    }

    /** Any call, such as one with a method that does not exist. */
    public Response call(String method, String path, Optional<String> body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).method(method,
            body.map(HttpRequest.BodyPublishers::ofString).orElse(HttpRequest.BodyPublishers.noBody()));
        body.ifPresent(text -> request.header("Content-Type", "application/json"));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Response(response.statusCode(), response.body());
    }

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param body   as text
     */
    public record Response(int status, String body) {

        /** The body as JSON; a missing node when it is none. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                return MissingNode.getInstance();
            }
        }
    }
}
