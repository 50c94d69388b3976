// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;

import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.Ole10Native;
import org.apache.poi.poifs.filesystem.Ole10NativeException;
import org.postern.analysis.mime.BoundHitException;
import org.postern.analysis.mime.Inspection;

/** One walk through the storages and streams of an OLE2 container. */
final class OleWalk {
    private static final int DEEPEST = 20;

    private final MacroGrade grade;
    private final Inspection into;
    private boolean macroProject;
    private boolean macroSource;

    OleWalk(MacroGrade grade, Inspection into) {
        this.grade = grade;
        this.into = into;
    }

    void directory(DirectoryNode directory, int depth) throws IOException {
        if (depth > DEEPEST) {
            into.fact("document.corrupt", "storages nested deeper than " + DEEPEST);
            return;
        }
        for (Entry entry : directory) {
            into.budget().checkTime();
            if (entry instanceof DirectoryNode inner) {
                directory(inner, depth + 1);
            } else if (entry instanceof DocumentEntry document) {
                stream(directory, document);
            }
        }
        if (depth == 0 && macroProject && !macroSource) {
            grade.addWithoutSource("macro project");
        }
    }

    private void stream(DirectoryNode directory, DocumentEntry entry) throws IOException {
        String name = entry.getName();
        switch (name.toLowerCase(Locale.ROOT)) {
            case "encryptedpackage" -> into.fact("document.encrypted", "an Office document with a password");
            case "\u0001ole10native" -> embedded(directory);
            case "worddocument" -> word(read(directory, entry));
            case "workbook", "book" -> new WorkbookStream(read(directory, entry)).state(grade, into);
            case "_vba_project" -> macroProject = true;
            default -> {
                if (directory.getName().equalsIgnoreCase("VBA")) {
                    module(name, read(directory, entry));
                }
            }
        }
    }

    private void module(String name, byte[] data) {
        for (String source : new MacroSource(into.budget()).find(data)) {
            macroSource = true;
            grade.add(name, source);
        }
    }

    private void word(byte[] data) {
        if (data.length > 12 && (data[11] & 1) != 0) {
            into.fact("document.encrypted", "a Word document with a password");
        }
        DynamicData.ofText(data).ifPresent(found -> into.fact(DynamicData.FACT, found));
    }

    /** A file that was put into the document as an icon to double-click. */
    private void embedded(DirectoryNode directory) throws IOException {
        try {
            Ole10Native file = Ole10Native.createFromEmbeddedOleObject(directory);
            String name = file.getFileName() == null || file.getFileName().isBlank() ? file.getLabel() : file.getFileName();
            String last = name == null ? "" : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
            into.fact("document.embedded-file", last);
            into.member(last, new ByteArrayInputStream(file.getDataBuffer()));
        } catch (BoundHitException e) {
            throw e;
        } catch (Ole10NativeException | RuntimeException e) {
            into.fact("document.embedded-file", "a file that cannot be read: " + e.getMessage());
        }
    }

    private byte[] read(DirectoryNode directory, DocumentEntry entry) throws IOException {
        try (DocumentInputStream in = directory.createDocumentInputStream(entry)) {
            byte[] data = in.readNBytes((int) Math.min(entry.getSize(), into.budget().bytesLeft() + 1));
            into.budget().spendBytes(data.length);
            return data;
        }
    }
}
