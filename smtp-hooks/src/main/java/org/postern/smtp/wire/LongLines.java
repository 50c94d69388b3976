// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;

/**
 * Keeps James from answering in the middle of a message when a line of it is too long to be read. The client would take that for the
 * answer to the message, and the answer that follows for that to its next command; and the message would be delivered without the line.
 */
public final class LongLines extends ChannelInboundHandlerAdapter {
    private final WireGuard guard;

    public LongLines(WireGuard guard) {
        this.guard = guard;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof TooLongFrameException && guard.isInMessage()) {
            guard.conduct().lineTooLong();
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }
}
