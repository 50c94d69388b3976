// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;

/**
 * The container in which Outlook and Exchange send what MIME has no place for, mostly named winmail.dat (MS-OXTNEF): its attachments, and
 * the message's plain text.
 */
final class TnefReader implements ArchiveReader {
    private static final int HEADER = 6;
    private static final int ATTRIBUTE_HEADER = 9;
    private static final int BODY = 0x0002800C;
    private static final int ATTACH_RENDERING = 0x00069002;
    private static final int ATTACH_TITLE = 0x00018010;
    private static final int ATTACH_DATA = 0x0006800F;
    private static final int ATTACHMENT_PROPERTIES = 0x00069005;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @Override
    public void read(PartContent content, Inspection into) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(Math.min(HEADER, buffer.limit()));
        String name = "";
        byte[] data = null;
        while (buffer.remaining() >= ATTRIBUTE_HEADER) {
            into.budget().checkTime();
            buffer.get();
            int id = buffer.getInt();
            int length = buffer.getInt();
            if (length < 0 || length > buffer.remaining()) {
                attachment(name, data, into);
                throw new IOException("an attribute of " + length + " bytes where " + buffer.remaining() + " are left");
            }
            byte[] value = new byte[length];
            buffer.get(value);
            buffer.position(Math.min(buffer.limit(), buffer.position() + 2));
            switch (id) {
                case BODY -> into.text(text(value));
                case ATTACH_RENDERING -> {
                    attachment(name, data, into);
                    name = "";
                    data = null;
                }
                case ATTACH_TITLE -> name = name.isEmpty() ? text(value) : name;
                case ATTACH_DATA -> data = value;
                case ATTACHMENT_PROPERTIES -> {
                    MapiProperties properties = MapiProperties.read(value);
                    name = properties.longName().orElse(name);
                    data = data == null || data.length == 0 ? properties.data().orElse(data) : data;
                }
                default -> {
                    // Dates, flags and the like hold no content.
                }
            }
        }
        attachment(name, data, into);
    }

    private static void attachment(String name, byte[] data, Inspection into) throws IOException {
        if (data != null) {
            into.revealedMember(name, new ByteArrayInputStream(data));
        }
    }

    private static String text(byte[] value) {
        int end = value.length;
        while (end > 0 && value[end - 1] == 0) {
            end--;
        }
        String utf8 = new String(value, 0, end, StandardCharsets.UTF_8);
        return utf8.indexOf('\ufffd') < 0 ? utf8 : new String(value, 0, end, WINDOWS);
    }
}
