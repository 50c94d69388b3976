// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.channel;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches files of channels, each within a time and a size. */
final class ChannelDownload {
    private static final int LARGEST = 32 * 1024 * 1024;
    private static final int OK = 200;

    private final Duration limit;
    private final HttpClient client;

    ChannelDownload(Duration limit) {
        this.limit = limit;
        this.client = HttpClient.newBuilder().connectTimeout(limit).followRedirects(HttpClient.Redirect.NORMAL).build();
    }

    byte[] get(URI place) throws ChannelException {
        CompletableFuture<byte[]> answer = client.sendAsync(HttpRequest.newBuilder(place).timeout(limit).build(),
            HttpResponse.BodyHandlers.ofInputStream()).thenApplyAsync(response -> read(place, response));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new ChannelException(place + ": " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ChannelException(place + ": not there within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelException("stopped", e);
        }
    }

    private static byte[] read(URI place, HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw new IllegalStateException("status " + response.statusCode());
            }
            byte[] bytes = body.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IllegalStateException("larger than " + LARGEST + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException(place + " broke off: " + e.getMessage(), e);
        }
    }
}
