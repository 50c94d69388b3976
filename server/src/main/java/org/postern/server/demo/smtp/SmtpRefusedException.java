// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.smtp;

import java.io.IOException;

/**
 * The server did not want the connection or the greeting; the answer says whether to come again.
 */
public final class SmtpRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    public SmtpRefusedException(Reply reply) {
        super(reply.toString());
        this.reply = reply;
    }

    public Reply reply() {
        return reply;
    }
}
