// SPDX-License-Identifier: Apache-2.0
package org.postern.server.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the node's configuration. The Maven artifact of Cassandra brings none.
 */
final class CassandraFiles {
    private final CassandraSettings settings;

    CassandraFiles(CassandraSettings settings) {
        this.settings = settings;
    }

    void write() throws IOException {
        Files.createDirectories(settings.temporary());
        Files.writeString(settings.yaml(), yaml());
        Files.writeString(settings.logback(), logback());
    }

    private String yaml() {
        Path home = settings.directory();
        return String.join("\n", List.of(
            "cluster_name: postern",
            "num_tokens: 1",
            "initial_token: 0",
            "partitioner: org.apache.cassandra.dht.Murmur3Partitioner",
            "data_file_directories: [ " + quoted(home.resolve("data")) + " ]",
            "commitlog_directory: " + quoted(home.resolve("commitlog")),
            "saved_caches_directory: " + quoted(home.resolve("saved_caches")),
            "hints_directory: " + quoted(home.resolve("hints")),
            "cdc_raw_directory: " + quoted(home.resolve("cdc_raw")),
            "seed_provider: [ { class_name: org.apache.cassandra.locator.SimpleSeedProvider, parameters: [ { seeds: \""
                + settings.address() + ":" + settings.storagePort() + "\" } ] } ]",
            "listen_address: " + settings.address(),
            "rpc_address: " + settings.address(),
            "storage_port: " + settings.storagePort(),
            "native_transport_port: " + settings.port(),
            "start_native_transport: true",
            "endpoint_snitch: SimpleSnitch",
            "auto_bootstrap: false",
            // A write is answered when it is in the log. The periodic mode answers before, and loses what came after its last mark
            // when the node is killed. A disposable node does not wait for the disk either way.
            "commitlog_sync: batch",
            "auto_snapshot: false",
            // a message's content comes in parts of up to a mebibyte
            "native_transport_max_frame_size: 32MiB",
            "commitlog_segment_size: 32MiB",
            "concurrent_reads: 16",
            // a write holds its thread until it is on the disk, and as many share one write of the log
            "concurrent_writes: 128",
            "concurrent_counter_writes: 8",
            "concurrent_compactors: 1",
            "")) + "\n";
    }

    private static String quoted(Path path) {
        return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private String logback() {
        return """
            <configuration>
                <appender name="FILE" class="ch.qos.logback.core.rolling.RollingFileAppender">
                    <file>%1$s</file>
                    <rollingPolicy class="ch.qos.logback.core.rolling.FixedWindowRollingPolicy">
                        <fileNamePattern>%1$s.%%i</fileNamePattern>
                        <maxIndex>3</maxIndex>
                    </rollingPolicy>
                    <triggeringPolicy class="ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy">
                        <maxFileSize>20MB</maxFileSize>
                    </triggeringPolicy>
                    <encoder><pattern>%%d{ISO8601} %%-5level [%%thread] %%logger{30} %%msg%%n</pattern></encoder>
                </appender>
                <root level="%2$s"><appender-ref ref="FILE"/></root>
            </configuration>
            """.formatted(settings.log(), settings.disposable() ? "WARN" : "INFO");
    }
}
