// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessUnpackerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private final ProcessUnpacker unpacker = new ProcessUnpacker("bsdtar");
    private final Map<String, String> members = new LinkedHashMap<>();

    @AfterEach
    void close() {
        unpacker.close();
    }

    @Test
    void membersShouldBeGivenWithTheirContents() throws IOException {
        assertThat(unpack(unpacker, cpio(), LIMIT)).isEmpty();
        assertThat(members).containsOnly(Map.entry("../a.txt", "first"), Map.entry("b", "second"));
    }

    @Test
    void whatIsNoArchiveShouldBeRefusedWithAReason() throws IOException {
        assertThat(unpack(unpacker, "MSCF\0\0\0\0nothing".getBytes(StandardCharsets.ISO_8859_1), LIMIT)).isNotEmpty();
        assertThat(members).isEmpty();
    }

    @Test
    void missingProgramShouldBeAReason() throws IOException {
        try (ProcessUnpacker missing = new ProcessUnpacker("/nowhere/bsdtar")) {
            assertThat(unpack(missing, cpio(), LIMIT)).isNotEmpty();
        }
    }

    @Test
    void programThatHangsShouldBeEnded() throws IOException {
        // Reads nothing and writes nothing; the arguments that follow are its own positional parameters.
        try (ProcessUnpacker hanging = new ProcessUnpacker("yes")) {
            long start = System.nanoTime();
            assertThat(unpack(hanging, new byte[1 << 20], Duration.ofMillis(500))).isNotEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    private String unpack(ProcessUnpacker by, byte[] archive, Duration limit) throws IOException {
        return by.unpack(archive, limit, (name, content) -> members.put(name, new String(content.readAllBytes(), StandardCharsets.UTF_8)));
    }

    private static byte[] cpio() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CpioArchiveOutputStream cpio = new CpioArchiveOutputStream(bytes)) {
            for (String[] each : new String[][] {{"../a.txt", "first"}, {"b", "second"}}) {
                CpioArchiveEntry entry = new CpioArchiveEntry(each[0], each[1].length());
                entry.setMode(0100644);
                cpio.putArchiveEntry(entry);
                cpio.write(each[1].getBytes(StandardCharsets.US_ASCII));
                cpio.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
