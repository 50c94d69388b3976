// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.postern.analysis.mime.BoundHitException;
import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;
import org.postern.analysis.mime.PartInspector;

/**
 * Looks into OLE2 containers: documents of Office before 2007, encrypted documents of Office since, and the macro project that newer
 * documents hold as a member.
 */
final class OleInspector implements PartInspector {
    private static final String MAGIC = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";
    private static final int HEADER = 512;
    private static final int SECTOR_SHIFT_AT = 30;
    private static final int TABLES_AT = 44;

    @Override
    public void inspect(PartContent content, Inspection into) throws IOException {
        if (!content.startsWith(MAGIC)) {
            return;
        }
        MacroGrade grade = new MacroGrade();
        if (isReadable(content.bytes())) {
            try (POIFSFileSystem file = new POIFSFileSystem(new ByteArrayInputStream(content.bytes()))) {
                walk(file.getRoot(), grade, into);
            } catch (BoundHitException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                spoilt(content, grade, into, e.toString());
            }
        } else {
            spoilt(content, grade, into, "its header promises more than there is");
        }
        grade.state(into);
    }

    private static void walk(DirectoryNode root, MacroGrade grade, Inspection into) throws IOException {
        new OleWalk(grade, into).directory(root, 0);
    }

    /** Office forgives faults that a parser does not, so that macros are looked for in the bytes as they lie. */
    private static void spoilt(PartContent content, MacroGrade grade, Inspection into, String why) {
        into.fact("document.corrupt", why);
        List<String> sources = new MacroSource(into.budget()).find(content.bytes());
        for (int i = 0; i < sources.size(); i++) {
            grade.add("module " + (i + 1), sources.get(i));
        }
    }

    /** The parser sets aside as much memory as the header asks for: a header may not ask for more than the file can hold. */
    private static boolean isReadable(byte[] bytes) {
        if (bytes.length < HEADER) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int shift = header.getShort(SECTOR_SHIFT_AT);
        long tables = Integer.toUnsignedLong(header.getInt(TABLES_AT));
        if (shift != 9 && shift != 12) {
            return false;
        }
        long sector = 1L << shift;
        long covered = tables * (sector / Integer.BYTES) * sector;
        return covered <= bytes.length + 4 * (sector / Integer.BYTES) * sector;
    }
}
