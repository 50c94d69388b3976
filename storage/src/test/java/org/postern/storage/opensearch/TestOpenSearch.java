// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.postern.gateway.config.OpenSearchConfiguration;
import org.postern.server.opensearch.OpenSearchProcess;
import org.postern.server.process.ProcessStartException;
import org.postern.storage.opensearch.client.OpenSearchClient;

/**
 * An OpenSearch node of its own. Tests keep apart by the prefixes of their indices.
 */
public final class TestOpenSearch implements ExtensionContext.Store.CloseableResource {
    private static final int HEAP = 384;

    private final OpenSearchProcess process;

    private TestOpenSearch(OpenSearchProcess process) {
        this.process = process;
    }

    /** Starts a node in a new directory of the build. */
    public static TestOpenSearch start() {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            return new TestOpenSearch(OpenSearchProcess.start(Files.createTempDirectory(target, "opensearch"), HEAP, true));
        } catch (IOException | ProcessStartException e) {
            throw new IllegalStateException("OpenSearch does not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while OpenSearch starts", e);
        }
    }

    public OpenSearchProcess process() {
        return process;
    }

    /** How to reach this node, with a prefix that nobody else has. */
    public OpenSearchConfiguration configuration() {
        return new OpenSearchConfiguration(List.of(process.address()), Optional.empty(), Duration.ofSeconds(20),
            "test-" + UUID.randomUUID(), 0, Optional.empty());
    }

    /** Makes all that was written visible now. */
    public void refresh() {
        new OpenSearchClient(configuration()).send("POST", "/_refresh");
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
