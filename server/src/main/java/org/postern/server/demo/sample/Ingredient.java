// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes what a place in a sample message stands for: a source, then any number of wrappings, separated by bars, as in
 * {@code eicar|zip eicar.com|base64}.
 */
final class Ingredient {
    /** The anti-virus test file in two halves, so that no scanner takes this source for one. */
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";
    private static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*" + "GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";
    private static final int LINE = 76;
    private static final int PROGRAM_LENGTH = 1024;
    private static final int PE_HEADER = 0x80;

    private Ingredient() {
    }

    static byte[] make(String recipe) throws IOException {
        String[] steps = recipe.split("\\|");
        byte[] bytes = source(steps[0].trim());
        for (int i = 1; i < steps.length; i++) {
            bytes = wrap(steps[i].trim(), bytes);
        }
        return bytes;
    }

    private static byte[] source(String step) throws IOException {
        String[] words = step.split(" ");
        return switch (words[0]) {
            case "eicar" -> ascii(EICAR);
            case "gtube" -> ascii(GTUBE);
            case "program" -> program();
            case "noise" -> noise(Integer.parseInt(words[1]));
            case "line" -> ascii("long line ".repeat(1 + Integer.parseInt(words[1]) / 10).substring(0, Integer.parseInt(words[1])));
            case "date" -> ascii(DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now()));
            case "id" -> ascii(UUID.randomUUID().toString());
            default -> throw new IOException("no such source: '" + step + "'");
        };
    }

    private static byte[] wrap(String step, byte[] bytes) throws IOException {
        String[] words = step.split(" ", 2);
        return switch (words[0]) {
            case "base64" -> Base64.getMimeEncoder(LINE, ascii("\r\n")).encode(bytes);
            case "zip" -> zip(words[1], bytes);
            default -> throw new IOException("no such wrapping: '" + step + "'");
        };
    }

    private static byte[] zip(String name, byte[] bytes) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes);
            zip.closeEntry();
        }
        return archive.toByteArray();
    }

    /** The head of a Windows program, enough to be recognised by content, without a section that could run. */
    private static byte[] program() {
        ByteBuffer file = ByteBuffer.allocate(PROGRAM_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("MZ"));
        file.putInt(0x3c, PE_HEADER);
        file.position(PE_HEADER).put(ascii("PE\0\0"));
        file.putShort((short) 0x14c).putShort((short) 0).putInt(0).putInt(0).putInt(0).putShort((short) 0xe0).putShort((short) 0x102);
        file.putShort((short) 0x10b);
        return file.array();
    }

    /** The same bytes each time: incompressible, and no text that a rule could take for words. */
    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
