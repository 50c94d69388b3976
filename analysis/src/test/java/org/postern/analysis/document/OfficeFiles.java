// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Makes documents as Office lays them out, as far as inspectors look. */
final class OfficeFiles {
    private static final int CHUNK = 4096;

    private OfficeFiles() {
    }

    /** A macro project as it stands within a document: modules compressed behind some compiled code. */
    static byte[] macroProject(Map<String, String> modules) throws IOException {
        try (POIFSFileSystem file = new POIFSFileSystem()) {
            addMacros(file.getRoot(), modules);
            return bytes(file);
        }
    }

    /** A document of Word before 2007 with macros. */
    static byte[] doc(Map<String, String> modules, byte[] text) throws IOException {
        try (POIFSFileSystem file = new POIFSFileSystem()) {
            file.createDocument(new ByteArrayInputStream(text), "WordDocument");
            addMacros(file.createDirectory("Macros"), modules);
            return bytes(file);
        }
    }

    /** Some streams in an OLE2 container. */
    static byte[] ole(Map<String, byte[]> streams) throws IOException {
        try (POIFSFileSystem file = new POIFSFileSystem()) {
            for (Map.Entry<String, byte[]> stream : streams.entrySet()) {
                file.createDocument(new ByteArrayInputStream(stream.getValue()), stream.getKey());
            }
            return bytes(file);
        }
    }

    static byte[] zip(Map<String, byte[]> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        }
        return bytes.toByteArray();
    }

    static byte[] xml(String text) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text).getBytes(StandardCharsets.UTF_8);
    }

    private static void addMacros(DirectoryEntry parent, Map<String, String> modules) throws IOException {
        DirectoryEntry vba = parent.createDirectory("VBA");
        vba.createDocument("_VBA_PROJECT", new ByteArrayInputStream(new byte[] {(byte) 0xcc, 0x61, 0, 0, 0, 0, 0}));
        for (Map.Entry<String, String> module : modules.entrySet()) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            stream.write("compiled code of no interest ".repeat(30).getBytes(StandardCharsets.US_ASCII));
            if (!module.getValue().isEmpty()) {
                stream.write(compressed("Attribute VB_Name = \"" + module.getKey() + "\"\r\n" + module.getValue()));
            }
            vba.createDocument(module.getKey(), new ByteArrayInputStream(stream.toByteArray()));
        }
    }

    /** MS-OVBA 2.4.1 with literals alone, which is a valid compression though a poor one. */
    static byte[] compressed(String source) {
        byte[] text = source.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(1);
        int most = CHUNK / 9 * 8;
        for (int start = 0; start < text.length; start += most) {
            int length = Math.min(most, text.length - start);
            ByteArrayOutputStream chunk = new ByteArrayOutputStream();
            for (int i = 0; i < length; i += 8) {
                chunk.write(0);
                chunk.write(text, start + i, Math.min(8, length - i));
            }
            int header = chunk.size() - 1 | 0xb000;
            out.write(header & 0xff);
            out.write(header >> 8);
            out.writeBytes(chunk.toByteArray());
        }
        return out.toByteArray();
    }

    private static byte[] bytes(POIFSFileSystem file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        file.writeFilesystem(bytes);
        return bytes.toByteArray();
    }
}
