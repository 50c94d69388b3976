// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rewrite;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Header;
import org.apache.james.mime4j.field.LenientFieldParser;
import org.apache.james.mime4j.message.BodyPart;
import org.apache.james.mime4j.message.HeaderImpl;

/** Writes text into parts, in base64, which every server and every character set bears. */
final class TextParts {
    private static final int LINE = 76;
    private static final byte[] CRLF = {'\r', '\n'};

    private TextParts() {
    }

    /** Puts another text into a text part; in its character set where that has all characters, else in UTF-8. */
    static void write(Entity entity, String text) {
        Charset declared = Entities.charset(entity);
        Charset charset = declared.canEncode() && declared.newEncoder().canEncode(text) ? declared : StandardCharsets.UTF_8;
        Header header = entity.getHeader();
        String subtype = Entities.isHtml(entity) ? "html" : "plain";
        if (!charset.equals(declared) || entity.getCharset() == null) {
            set(header, "Content-Type: text/" + subtype + "; charset=" + charset.name().toLowerCase(Locale.ROOT));
        }
        set(header, "Content-Transfer-Encoding: base64");
        body(entity, text, charset);
    }

    /** A part that says something, as a file. */
    static BodyPart file(String text, boolean html, String name) {
        BodyPart part = new BodyPart();
        part.setHeader(new HeaderImpl());
        set(part.getHeader(), "Content-Type: text/" + (html ? "html" : "plain") + "; charset=utf-8; name=\"" + name + "\"");
        set(part.getHeader(), "Content-Disposition: attachment; filename=\"" + name + "\"");
        set(part.getHeader(), "Content-Transfer-Encoding: base64");
        body(part, text, StandardCharsets.UTF_8);
        return part;
    }

    static void set(Header header, String line) {
        try {
            header.setField(LenientFieldParser.parse(line));
        } catch (MimeException e) {
            throw new IllegalArgumentException("not a field: " + line, e);
        }
    }

    private static void body(Entity entity, String text, Charset charset) {
        String encoded = Base64.getMimeEncoder(LINE, CRLF).encodeToString(text.getBytes(charset)) + "\r\n";
        entity.removeBody();
        entity.setBody(RawBodies.text(encoded.getBytes(StandardCharsets.US_ASCII)));
    }
}
