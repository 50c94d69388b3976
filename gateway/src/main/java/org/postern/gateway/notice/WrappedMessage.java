// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.notice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

import org.postern.analysis.message.MessageSource;

/**
 * A message with something before and after it, without a copy of it in memory.
 */
record WrappedMessage(byte[] head, MessageSource inner, byte[] tail) implements MessageSource {

    @Override
    public InputStream open() throws IOException {
        return new SequenceInputStream(Collections.enumeration(
            List.of(new ByteArrayInputStream(head), inner.open(), new ByteArrayInputStream(tail))));
    }

    @Override
    public long size() throws IOException {
        return head.length + inner.size() + tail.length;
    }
}
