// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.postern.analysis.mime.Inspection;

/** The records of a spreadsheet of Excel before 2007, as far as they tell of encryption, macro sheets and links to programs. */
final class WorkbookStream {
    private static final int HEADER = 4;
    private static final int PASSWORD = 0x2f;
    private static final int SHEET = 0x85;
    private static final int NAME = 0x18;
    private static final int LINK = 0x1ae;
    private static final int MACRO_SHEET = 1;
    private static final int SHEET_TYPE_AT = 5;
    private static final int BUILT_IN = 0x20;
    private static final int AUTO_OPEN = 1;
    private static final int NAME_AT = 14;

    private final byte[] data;

    WorkbookStream(byte[] data) {
        this.data = data;
    }

    void state(MacroGrade grade, Inspection into) {
        ByteBuffer records = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        boolean macroSheet = false;
        boolean autoOpen = false;
        for (int at = 0; at + HEADER <= data.length; ) {
            int type = Short.toUnsignedInt(records.getShort(at));
            int length = Short.toUnsignedInt(records.getShort(at + 2));
            int body = at + HEADER;
            if (type == PASSWORD) {
                into.fact("document.encrypted", "an Excel document with a password");
            } else if (type == SHEET && has(body, SHEET_TYPE_AT)) {
                macroSheet |= data[body + SHEET_TYPE_AT] == MACRO_SHEET;
            } else if (type == NAME && has(body, NAME_AT + 1)) {
                autoOpen |= (data[body] & BUILT_IN) != 0 && (data[body + NAME_AT] == AUTO_OPEN || data[body + NAME_AT + 1] == AUTO_OPEN);
            } else if (type == LINK && length > HEADER && has(body, length - 1)) {
                link(new String(data, body, length, StandardCharsets.ISO_8859_1), into);
            }
            at = body + length;
            if (type == 0 && length == 0) {
                break;
            }
        }
        if (macroSheet) {
            grade.addMacroSheet("macro sheet", autoOpen);
        }
    }

    /** A link to another program has its name and its topic, parted by the character 3. */
    private static void link(String text, Inspection into) {
        int separator = text.indexOf('\u0003');
        if (separator > 0) {
            into.fact(DynamicData.FACT, text.substring(Math.min(4, separator)).replace('\u0003', '|').replaceAll("[^\\x20-\\x7e]", ""));
        }
    }

    private boolean has(int body, int offset) {
        return body + offset < data.length;
    }
}
