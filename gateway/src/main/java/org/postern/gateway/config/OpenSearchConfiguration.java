// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How OpenSearch is reached, which is asked for what Cassandra is not good at and may be absent.
 *
 * @param nodes       addresses of its REST API, tried in turn; empty when there is no OpenSearch
 * @param credentials of Postern, empty for a cluster without authentication
 * @param timeout     most time for one request, 100 ms to 2 min
 * @param indexPrefix begins the names of Postern's indices
 * @param replicas    most copies of an index besides the first, 0 to 5; a cluster with fewer nodes has fewer
 * @param caFile      place of the certificates of the authorities that are believed, empty for those that Java knows
 */
public record OpenSearchConfiguration(List<URI> nodes, Optional<StorageConfiguration.Credentials> credentials, Duration timeout,
                                      String indexPrefix, int replicas, Optional<String> caFile) {
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9_-]{0,40}");

    public OpenSearchConfiguration {
        nodes = List.copyOf(nodes);
    }

    static OpenSearchConfiguration from(Settings settings) {
        String password = settings.text("opensearch.password").orElse("");
        return new OpenSearchConfiguration(
            settings.list("opensearch.nodes", OpenSearchConfiguration::node,
                "http://host:port or https://host:port, separated by commas"),
            settings.text("opensearch.user").map(user -> new StorageConfiguration.Credentials(user, password)),
            settings.duration("opensearch.timeout", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(2)),
            settings.value("opensearch.index-prefix", "postern", OpenSearchConfiguration::prefix,
                "1 to 41 lower-case letters, digits, hyphens and underscores, a letter or digit first"),
            settings.integer("opensearch.replicas", 1, 0, 5),
            settings.text("opensearch.ca-file"));
    }

    private static URI node(String text) {
        try {
            URI node = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean known = "http".equals(node.getScheme()) || "https".equals(node.getScheme());
            if (!known || node.getHost() == null || node.getUserInfo() != null || node.getRawQuery() != null) {
                throw new IllegalArgumentException(text);
            }
            return node;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String prefix(String text) {
        if (!PREFIX.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
