// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/** What one setting of James's own parser shows of a message. */
final class ParserView {
    private final MimeConfig config;

    ParserView(boolean strict) {
        this.config = MimeConfig.custom().setStrictParsing(strict).setMaxLineLen(-1).setMaxHeaderLen(-1).setMaxHeaderCount(-1).build();
    }

    boolean shows(byte[] message, String wanted) {
        MimeTokenStream stream = new MimeTokenStream(config);
        stream.setRecursionMode(RecursionMode.M_RECURSE);
        try {
            stream.parse(new ByteArrayInputStream(message));
            for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
                if (state == EntityState.T_BODY) {
                    String content = new String(stream.getDecodedInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                    if (content.contains(wanted)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (MimeException | IOException | RuntimeException stopped) {
            return false;
        }
    }
}
