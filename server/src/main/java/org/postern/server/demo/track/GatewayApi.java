// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.track;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A client of the gateway's REST interface, signed in as an administrator, for what the demo shows.
 */
public final class GatewayApi {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module()).registerModule(new JavaTimeModule());

    private final HttpClient http;
    private final URI base;
    private final String token;

    private GatewayApi(HttpClient http, URI base, String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    /**
     * Signs in.
     *
     * @throws IOException when the gateway does not answer or does not accept the password
     */
    public static GatewayApi signIn(URI base, String user, String password) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        String body = JSON.writeValueAsString(Map.of("user", user, "password", password));
        HttpResponse<String> response = http.send(HttpRequest.newBuilder(base.resolve("/postern/login")).timeout(TIMEOUT)
            .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
            HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("sign-in as " + user + " failed with status " + response.statusCode() + ": " + response.body());
        }
        return new GatewayApi(http, base, JSON.readValue(response.body(), SignedIn.class).token());
    }

    /** The timeline of a message; empty when the gateway does not know the id, which it may not yet. */
    public Timeline timeline(String messageId) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(HttpRequest.newBuilder(base.resolve("/postern/tracking/" + messageId)).timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token).GET().build(), HttpResponse.BodyHandlers.ofString());
        return switch (response.statusCode()) {
            case 200 -> new Timeline(JSON.readValue(response.body(), Tracked.class).events());
            case 404 -> Timeline.empty();
            default -> throw new IOException("tracking of " + messageId + " failed with status " + response.statusCode() + ": "
                + response.body());
        };
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record SignedIn(String token) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Tracked(String id, List<TimelineEvent> events) {
    }
}
