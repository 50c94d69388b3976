// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.OpenSearchConfiguration;
import org.postern.storage.opensearch.client.Bulk;
import org.postern.storage.opensearch.client.OpenSearchClient;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

@ExtendWith(OpenSearchExtension.class)
class OpenSearchClientTest {
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    private OpenSearchConfiguration configuration;
    private OpenSearchClient client;

    @BeforeEach
    void connect(TestOpenSearch opensearch) {
        configuration = opensearch.configuration();
        client = new OpenSearchClient(configuration);
    }

    private static ObjectNode document(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }

    private String stored(String index) {
        return client.send("GET", "/" + index + "/_doc/1").body().path("_source").path("text").asText();
    }

    @Test
    void anOlderVersionOfADocumentShouldNotReplaceANewerOne() {
        String index = configuration.indexPrefix();
        new Bulk().put(index, "1", OptionalLong.of(5), document("five")).send(client);

        assertThat(new Bulk().put(index, "1", OptionalLong.of(4), document("four")).send(client).refused()).isEmpty();
        assertThat(stored(index)).isEqualTo("five");
        new Bulk().put(index, "1", OptionalLong.of(5), document("again")).send(client);
        assertThat(stored(index)).isEqualTo("again");
        new Bulk().remove(index, "1").remove(index, "none").send(client);
        assertThat(client.send("GET", "/" + index + "/_doc/1").status()).isEqualTo(404);
    }

    @Test
    void aDocumentThatIsRefusedShouldBeToldApartFromTheOthers() {
        String index = configuration.indexPrefix();
        new Bulk().put(index, "1", OptionalLong.empty(), JsonNodeFactory.instance.objectNode().put("number", 1)).send(client);

        Bulk.Result result = new Bulk().put(index, "2", OptionalLong.empty(), JsonNodeFactory.instance.objectNode().put("number", "no"))
            .put(index, "3", OptionalLong.empty(), JsonNodeFactory.instance.objectNode().put("number", 3)).send(client);

        assertThat(result.refused()).singleElement().asString().startsWith("2: ");
        assertThat(client.send("GET", "/" + index + "/_doc/3").status()).isEqualTo(200);
    }

    @Test
    void theNextNodeShouldBeAskedWhereOneDoesNotAnswer() {
        OpenSearchClient two = new OpenSearchClient(new OpenSearchConfiguration(List.of(NOBODY, configuration.nodes().get(0)),
            Optional.empty(), Duration.ofSeconds(5), "x", 0, Optional.empty()));

        assertThat(two.send("GET", "/").body().path("cluster_name").asText()).isEqualTo("postern");
    }

    @Test
    void silenceOfAllNodesShouldBeAnUnavailableStore() {
        OpenSearchClient none = new OpenSearchClient(new OpenSearchConfiguration(List.of(NOBODY), Optional.empty(), Duration.ofSeconds(5),
            "x", 0, Optional.empty()));

        assertThatThrownBy(() -> none.send("GET", "/")).isInstanceOf(StorageUnavailableException.class).hasMessageContaining("OpenSearch");
    }
}
