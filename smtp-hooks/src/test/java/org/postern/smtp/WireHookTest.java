// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.netty.HandlerConstants;
import org.apache.james.protocols.netty.NettyProtocolTransport;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.apache.james.protocols.smtp.SMTPSessionImpl;
import org.junit.jupiter.api.Test;
import org.postern.gateway.client.ClientGate;
import org.postern.gateway.client.InMemoryPassedClientStore;
import org.postern.gateway.config.PosternConfiguration;

class WireHookTest {
    private final List<Object> reachedJames = new ArrayList<>();

    @Test
    void whoIsNoBalancerShouldNotSayForWhomHeComes() {
        EmbeddedChannel channel = connection("198.51.100.7");

        Response response = connect(channel, true, "192.0.2.0/24");

        assertThat(response.getLines().get(0).toString()).startsWith("554 5.7.1 ");
        assertThat(response.isEndSession()).isTrue();
        channel.pipeline().context(HandlerConstants.FRAMER).fireChannelRead("what he had sent before");
        assertThat(reachedJames).isEmpty();
    }

    @Test
    void aBalancerShouldBeHeard() {
        EmbeddedChannel channel = connection("192.0.2.7");

        assertThat(connect(channel, true, "192.0.2.0/24")).isNull();

        channel.pipeline().context(HandlerConstants.FRAMER).fireChannelRead("a line");
        assertThat(reachedJames).containsExactly("a line");
    }

    @Test
    void balancersShouldMatterOnlyWhereAPortAsksForThem() {
        assertThat(connect(connection("198.51.100.7"), false, "192.0.2.0/24")).isNull();
    }

    @Test
    void thisMachineAloneShouldBeABalancerWhereNoneIsNamed() {
        assertThat(connect(connection("127.0.0.1"), true, "")).isNull();
        assertThat(connect(connection("10.0.0.1"), true, "")).isNotNull();
    }

    private Response connect(EmbeddedChannel channel, boolean proxyRequired, String balancers) {
        PropertiesConfiguration properties = new PropertiesConfiguration();
        properties.setProperty("smtp.balancers", balancers);
        ClientGate gate = new ClientGate(PosternConfiguration.from(properties).clients(), address -> false,
            new InMemoryPassedClientStore(), Clock.systemUTC(), new RecordingMetricFactory());
        return new WireHook(gate, new SmtpSessionFacts(Clock.systemUTC(), new Random(1)))
            .onConnect(new SMTPSessionImpl(new NettyProtocolTransport(channel, null, proxyRequired), new SMTPConfigurationImpl()));
    }

    private EmbeddedChannel connection(String peer) {
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(peer, 40_000);
            }
        };
        channel.pipeline().addLast(HandlerConstants.FRAMER, new ChannelInboundHandlerAdapter());
        channel.pipeline().addLast(HandlerConstants.CORE_HANDLER, new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                reachedJames.add(message);
            }
        });
        return channel;
    }
}
