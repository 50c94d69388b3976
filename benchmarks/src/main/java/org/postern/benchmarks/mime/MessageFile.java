// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.postern.analysis.message.MessageSource;

/** A message in a file, as the server keeps large ones, so that its own bytes take no heap. */
record MessageFile(Path file) implements MessageSource {
    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public long size() throws IOException {
        return Files.size(file);
    }
}
