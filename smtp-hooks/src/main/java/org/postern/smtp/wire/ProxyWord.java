// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;

/**
 * Hears for whom a load balancer comes. It stands right before James's own handler: the balancer's word often passes the guard's place
 * before James has asked anybody to put a guard there, but never this one.
 */
public final class ProxyWord extends ChannelInboundHandlerAdapter {
    private final WireGuard guard;

    public ProxyWord(WireGuard guard) {
        this.guard = guard;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof HAProxyMessage word)) {
            ctx.fireChannelRead(message);
        } else if (word.proxiedProtocol() == HAProxyProxiedProtocol.TCP4 || word.proxiedProtocol() == HAProxyProxiedProtocol.TCP6) {
            String client = word.sourceAddress();
            ctx.fireChannelRead(word);
            guard.named(client);
        } else {
            // A balancer that only looks whether we live; James must not see what it takes for an error.
            word.release();
            guard.unnamed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        guard.misunderstood();
        ctx.fireExceptionCaught(cause);
    }
}
