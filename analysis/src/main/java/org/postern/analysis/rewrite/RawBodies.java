// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rewrite;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.apache.james.mime4j.dom.BinaryBody;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.BodyFactory;

/** Bodies that are the bytes as they stand in the message: neither decoded nor taken for text, so that they are written as they came. */
final class RawBodies implements BodyFactory {

    @Override
    public BinaryBody binaryBody(InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        return new BinaryBody() {
            @Override
            public InputStream getInputStream() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }

    @Override
    public TextBody textBody(InputStream in, String charset) throws IOException {
        return text(in.readAllBytes());
    }

    static TextBody text(byte[] bytes) {
        return new TextBody() {
            @Override
            public String getMimeCharset() {
                return getCharset().name();
            }

            @Override
            public Charset getCharset() {
                return StandardCharsets.ISO_8859_1;
            }

            @Override
            public Reader getReader() {
                return new InputStreamReader(getInputStream(), getCharset());
            }

            @Override
            public InputStream getInputStream() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }
}
