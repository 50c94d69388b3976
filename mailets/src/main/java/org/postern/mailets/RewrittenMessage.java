// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.io.IOException;
import java.io.InputStream;

import org.postern.analysis.message.HeaderRewrite;
import org.postern.analysis.message.MessageSource;

/** A message with another header, without a copy of it in memory. */
record RewrittenMessage(MessageSource message, HeaderRewrite rewrite) implements MessageSource {
    @Override
    public InputStream open() throws IOException {
        return rewrite.apply(message.open());
    }

    @Override
    public long size() throws IOException {
        return message.size();
    }
}
