// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

import io.airlift.compress.zstd.ZstdOutputStream;

/** Packs one file by each format that there is a writer for. */
final class TestArchives {
    private TestArchives() {
    }

    static byte[] pack(String format, String name, byte[] content) throws IOException {
        return switch (format) {
            case "zip", "tar", "cpio", "ar" -> archive(format, name, content);
            case "7z" -> sevenZip(name, content);
            default -> compress(format, content);
        };
    }

    private static byte[] archive(String format, String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        switch (format) {
            case "zip" -> {
                try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
                    put(out, () -> out.putArchiveEntry(new ZipArchiveEntry(name)), content);
                }
            }
            case "tar" -> {
                try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
                    TarArchiveEntry entry = new TarArchiveEntry(name);
                    entry.setSize(content.length);
                    put(out, () -> out.putArchiveEntry(entry), content);
                }
            }
            case "cpio" -> {
                try (CpioArchiveOutputStream out = new CpioArchiveOutputStream(bytes)) {
                    put(out, () -> out.putArchiveEntry(new CpioArchiveEntry(name, content.length)), content);
                }
            }
            default -> {
                try (ArArchiveOutputStream out = new ArArchiveOutputStream(bytes)) {
                    put(out, () -> out.putArchiveEntry(new ArArchiveEntry(name, content.length)), content);
                }
            }
        }
        return bytes.toByteArray();
    }

    private interface Start {
        void run() throws IOException;
    }

    private static void put(ArchiveOutputStream<?> out, Start start, byte[] content) throws IOException {
        start.run();
        out.write(content);
        out.closeArchiveEntry();
    }

    private static byte[] sevenZip(String name, byte[] content) throws IOException {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile out = new SevenZOutputFile(channel)) {
            SevenZArchiveEntry entry = new SevenZArchiveEntry();
            entry.setName(name);
            out.putArchiveEntry(entry);
            out.write(content);
            out.closeArchiveEntry();
            out.finish();
            return Arrays.copyOf(channel.array(), (int) channel.size());
        }
    }

    private static byte[] compress(String format, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (format) {
            case "gz" -> new GzipCompressorOutputStream(bytes);
            case "bz2" -> new BZip2CompressorOutputStream(bytes);
            case "xz" -> new XZCompressorOutputStream(bytes);
            case "lzma" -> new LZMACompressorOutputStream(bytes);
            case "zst" -> new ZstdOutputStream(bytes);
            default -> throw new IllegalArgumentException(format);
        }) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
