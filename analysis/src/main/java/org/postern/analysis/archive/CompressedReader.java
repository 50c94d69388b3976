// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;

import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;
import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;

import io.airlift.compress.zstd.ZstdInputStream;

/** Single compressed files; a tar within one is a member like any other. */
final class CompressedReader {
    private static final int MEMORY_KIB = 96 * 1024;
    private static final Map<String, String> SHORT_ENDINGS = Map.of(".tgz", ".tar", ".tbz", ".tar", ".tbz2", ".tar", ".txz", ".tar",
        ".tzst", ".tar", ".taz", ".tar");

    void read(ArchiveFormat format, PartContent content, Inspection into) throws IOException {
        try (InputStream unpacked = open(format, content.open())) {
            String name = innerName(format, unpacked, content.name().orElse(""));
            if (format == ArchiveFormat.ZSTD || format == ArchiveFormat.LZMA || format == ArchiveFormat.COMPRESS) {
                // Virus engines of today do not unpack these.
                into.revealedMember(name, unpacked);
            } else {
                into.member(name, unpacked);
            }
        } catch (MemoryLimitException e) {
            throw new UnreadableException("unpacking takes too much memory: " + e.getMessage());
        }
    }

    private static InputStream open(ArchiveFormat format, InputStream content) throws IOException {
        return switch (format) {
            case GZIP -> new GzipCompressorInputStream(content, true);
            case BZIP2 -> new BZip2CompressorInputStream(content, true);
            case XZ -> new XZCompressorInputStream(content, true, MEMORY_KIB);
            case LZMA -> new LZMACompressorInputStream(content, MEMORY_KIB);
            case COMPRESS -> new ZCompressorInputStream(content, MEMORY_KIB);
            case ZSTD -> new ZstdInputStream(content);
            default -> throw new IllegalArgumentException("not a compression format: " + format);
        };
    }

    private static String innerName(ArchiveFormat format, InputStream unpacked, String name) {
        if (format == ArchiveFormat.GZIP && unpacked instanceof GzipCompressorInputStream gzip) {
            String stored = gzip.getMetaData().getFilename();
            if (stored != null && !stored.isBlank()) {
                return stored;
            }
        }
        int dot = name.lastIndexOf('.');
        if (dot <= 0) {
            return name;
        }
        return name.substring(0, dot) + SHORT_ENDINGS.getOrDefault(name.substring(dot).toLowerCase(Locale.ROOT), "");
    }
}
