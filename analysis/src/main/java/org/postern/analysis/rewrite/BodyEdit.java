// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rewrite;

import org.apache.james.mime4j.dom.Message;

/** One change of a message's body, made on its tree of parts. */
@FunctionalInterface
public interface BodyEdit {
    /**
     * Changes the message.
     *
     * @throws UneditableMessageException when the message is not built as the change needs it
     */
    void apply(Message message);
}
