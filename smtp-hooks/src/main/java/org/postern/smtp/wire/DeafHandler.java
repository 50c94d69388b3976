// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Hears nothing of what a client says. A connection that was refused is closed when its answer has gone out; what the client had sent
 * before must not reach James meanwhile.
 */
public final class DeafHandler extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }
}
