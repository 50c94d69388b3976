// SPDX-License-Identifier: Apache-2.0
package org.postern.server.clamav;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The configuration of the private clamd. Where a limit cuts a scan short clamd must say so, else it would call clean what it has
 * not read.
 */
final class ClamdConfiguration {
    private final Path directory;
    private final InetSocketAddress address;

    ClamdConfiguration(Path directory, InetSocketAddress address) {
        this.directory = directory;
        this.address = address;
    }

    Path file() {
        return directory.resolve("clamd.conf");
    }

    Path signatures() {
        return directory.resolve("signatures");
    }

    void write() throws IOException {
        Files.createDirectories(signatures());
        Files.createDirectories(directory.resolve("tmp"));
        List<String> lines = new ArrayList<>(List.of(
            "Foreground yes",
            "LogFile " + directory.resolve("clamd.log"),
            "LogTime yes",
            "LogFileMaxSize 20M",
            "LogRotate yes",
            "DatabaseDirectory " + signatures(),
            "TemporaryDirectory " + directory.resolve("tmp"),
            "TCPAddr " + address.getAddress().getHostAddress(),
            "TCPSocket " + address.getPort(),
            "MaxThreads 8",
            "MaxQueue 200",
            "MaxConnectionQueueLength 200",
            "ReadTimeout 60",
            "CommandReadTimeout 30",
            "IdleTimeout 60",
            // above the largest message that SMTP takes
            "StreamMaxLength 64M",
            "MaxFileSize 64M",
            "MaxScanSize 256M",
            "MaxRecursion 12",
            "MaxFiles 5000",
            "MaxScanTime 60000",
            "AlertExceedsMax yes",
            "AlertEncrypted yes",
            "AlertOLE2Macros yes",
            "AlertPhishingSSLMismatch yes",
            "AlertPhishingCloak yes",
            "PhishingSignatures yes",
            "PhishingScanURLs yes",
            "SelfCheck 0",
            // otherwise a reload stops all scans until idle connections have timed out
            "ConcurrentDatabaseReload yes"));
        if ("root".equals(System.getProperty("user.name"))) {
            lines.add("User root");
        }
        Files.write(file(), lines);
    }
}
