// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rewrite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.apache.james.mime4j.stream.MimeConfig;

/**
 * Changes the body of a message: takes it apart, lets edits change it and writes it again. Fields and parts that no edit touches are
 * written as they came, byte for byte.
 */
public final class BodyEditor {

    /**
     * The changed message.
     *
     * @param raw   the message; closed when done
     * @param edits in order
     * @throws UneditableMessageException when an edit cannot be made
     * @throws IOException                when the message cannot be read
     */
    public byte[] edit(InputStream raw, List<BodyEdit> edits) throws IOException {
        try (raw) {
            DefaultMessageBuilder builder = new DefaultMessageBuilder();
            builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
            // Bodies stay encoded, so that what is not touched is written as it came.
            builder.setContentDecoding(false);
            builder.setBodyFactory(new RawBodies());
            Message message = builder.parseMessage(raw);
            try {
                edits.forEach(edit -> edit.apply(message));
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                new AsItStands().writeMessage(message, out);
                return out.toByteArray();
            } finally {
                message.dispose();
            }
        }
    }

    /** Bodies are encoded already. */
    private static final class AsItStands extends DefaultMessageWriter {
        @Override
        protected OutputStream encodeStream(OutputStream out, String encoding, boolean binaryBody) {
            return out;
        }
    }
}
