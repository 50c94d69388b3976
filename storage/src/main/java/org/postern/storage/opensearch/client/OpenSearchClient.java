// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.OpenSearchConfiguration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * Speaks OpenSearch's REST API over the JDK's own HTTP client, so that the bundle carries no other. A node that does not answer is left
 * for the next one.
 */
public final class OpenSearchClient {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** Too many requests, and what proxies and overloaded nodes say. */
    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<URI> nodes;
    private final Optional<String> authorization;
    private final Duration timeout;
    private final HttpClient http;
    private final AtomicInteger current = new AtomicInteger();

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param body   missing where there was none
     */
    public record Answer(int status, JsonNode body) {
        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** A client that believes the authorities that Java knows. Connects to nobody yet. */
    public OpenSearchClient(OpenSearchConfiguration configuration) {
        this(configuration, Optional.empty());
    }

    /**
     * A client. Connects to nobody yet.
     *
     * @param trust which certificates are believed, empty for those of the authorities that Java knows
     */
    public OpenSearchClient(OpenSearchConfiguration configuration, Optional<SSLContext> trust) {
        this.nodes = configuration.nodes();
        this.timeout = configuration.timeout();
        this.authorization = configuration.credentials().map(credentials -> "Basic " + Base64.getEncoder().encodeToString(
            (credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8)));
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT).followRedirects(HttpClient.Redirect.NEVER);
        trust.ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /** Asks with a body of JSON. See {@link #send(String, String, String, byte[])}. */
    public Answer send(String method, String path, JsonNode body) {
        return send(method, path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Asks without a body. See {@link #send(String, String, String, byte[])}. */
    public Answer send(String method, String path) {
        return send(method, path, "application/json", new byte[0]);
    }

    /**
     * Asks the nodes in turn until one answers.
     *
     * @param path begins with a slash, and is encoded already
     * @return what was answered, also when that is a refusal such as 400 or 404
     * @throws StorageUnavailableException when no node answers, or they are overloaded or failing
     */
    public Answer send(String method, String path, String contentType, byte[] body) {
        int first = current.get();
        Exception last = new IOException("no node is configured");
        for (int i = 0; i < nodes.size(); i++) {
            int number = Math.floorMod(first + i, nodes.size());
            try {
                HttpResponse<byte[]> response = http.send(request(nodes.get(number), method, path, contentType, body),
                    HttpResponse.BodyHandlers.ofByteArray());
                if (!LATER.contains(response.statusCode())) {
                    current.set(number);
                    return answer(response);
                }
                last = new IOException(nodes.get(number) + " answers " + response.statusCode());
            } catch (IOException e) {
                last = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StorageUnavailableException("interrupted while OpenSearch was asked", e);
            }
        }
        throw new StorageUnavailableException("OpenSearch does not answer: " + last, last);
    }

    private HttpRequest request(URI node, String method, String path, String contentType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node + path)).timeout(timeout)
            .method(method, body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.header("Content-Type", contentType);
        }
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private static Answer answer(HttpResponse<byte[]> response) throws IOException {
        if (response.body().length == 0) {
            return new Answer(response.statusCode(), MissingNode.getInstance());
        }
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }
}
