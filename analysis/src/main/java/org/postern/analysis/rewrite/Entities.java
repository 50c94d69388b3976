// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rewrite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;

import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;

/** What edits need to know of a tree of parts. */
final class Entities {
    private Entities() {
    }

    /** All entities in the order in which the facts number them, the message itself first. */
    static List<Entity> inOrder(Message message) {
        List<Entity> all = new ArrayList<>();
        collect(message, all);
        return all;
    }

    private static void collect(Entity entity, List<Entity> all) {
        all.add(entity);
        Body body = entity.getBody();
        if (body instanceof Multipart multipart) {
            multipart.getBodyParts().forEach(part -> collect(part, all));
        } else if (body instanceof Message enclosed) {
            collect(enclosed, all);
        }
    }

    static boolean isAttachment(Entity entity) {
        return "attachment".equalsIgnoreCase(entity.getDispositionType());
    }

    static boolean isText(Entity entity) {
        return entity.getBody() instanceof SingleBody && !isAttachment(entity) && entity.getFilename() == null
            && (entity.getMimeType().equalsIgnoreCase("text/plain") || isHtml(entity));
    }

    static boolean isHtml(Entity entity) {
        return entity.getMimeType().equalsIgnoreCase("text/html");
    }

    /** Character set as declared; UTF-8 where it is not known. */
    static Charset charset(Entity entity) {
        String name = entity.getCharset();
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** The text of a text part, which is still encoded. */
    static String text(Entity entity) {
        try (InputStream raw = ((SingleBody) entity.getBody()).getInputStream(); InputStream decoded = decoded(entity, raw)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            decoded.transferTo(bytes);
            return bytes.toString(charset(entity));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream decoded(Entity entity, InputStream raw) {
        String encoding = entity.getContentTransferEncoding();
        if ("base64".equalsIgnoreCase(encoding)) {
            return new Base64InputStream(raw, DecodeMonitor.SILENT);
        }
        return "quoted-printable".equalsIgnoreCase(encoding) ? new QuotedPrintableInputStream(raw, DecodeMonitor.SILENT) : raw;
    }
}
