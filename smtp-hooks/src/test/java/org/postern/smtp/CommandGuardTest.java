// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.netty.channel.embedded.EmbeddedChannel;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.netty.NettyProtocolTransport;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.SMTPSessionImpl;
import org.junit.jupiter.api.Test;
import org.postern.gateway.client.ClientGate;
import org.postern.gateway.client.InMemoryPassedClientStore;
import org.postern.gateway.config.PosternConfiguration;
import org.postern.gateway.tracking.EventType;

class CommandGuardTest {
    private final RecordedEvents events = new RecordedEvents();
    private final SmtpSessionFacts facts = new SmtpSessionFacts(Clock.systemUTC(), new Random(1));
    private final SMTPSession session = new SMTPSessionImpl(new NettyProtocolTransport(new EmbeddedChannel() {
        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress("192.0.2.1", 40_000);
        }
    }, null, false), new SMTPConfigurationImpl());
    private final CommandGuard guard = new CommandGuard(new ClientGate(PosternConfiguration.defaults().clients(), address -> false,
        new InMemoryPassedClientStore(), Clock.systemUTC(), new RecordingMetricFactory()), facts, events);

    @Test
    void aFailureOfJamesShouldBeToldWithAStatusAndAnIdThatTheTimelineKnows() throws Exception {
        guard.wireExtensions(CommandHandler.class, List.of(new FailingCommand()));

        Response response = guard.onLine(session, "RCPT TO:<anna@here.example>\r\n".getBytes(StandardCharsets.US_ASCII));

        String id = facts.messageId(session);
        assertThat(response.getRetCode()).isEqualTo("451");
        assertThat(response.getLines().get(0).toString()).startsWith("451 4.3.0 ").endsWith("(" + id + ")");
        assertThat(response.isEndSession()).isFalse();
        assertThat(events.events).singleElement().satisfies(event -> {
            assertThat(event.messageId()).isEqualTo(id);
            assertThat(event.type()).isEqualTo(EventType.REFUSED);
            assertThat(event.recipient()).isEqualTo(Optional.of("anna@here.example"));
            assertThat(event.details()).containsEntry("client", "192.0.2.1").containsEntry("command", "RCPT");
        });
    }

    @Test
    void whatJamesAnswersOtherwiseShouldStayAsItIs() throws Exception {
        guard.wireExtensions(CommandHandler.class, List.of(new FailingCommand()));

        Response response = guard.onLine(session, "NONSENSE\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(response.getLines().get(0).toString()).startsWith("500 ");
        assertThat(events.events).isEmpty();
    }

    private static final class FailingCommand implements CommandHandler<SMTPSession> {
        @Override
        public Collection<String> getImplCommands() {
            return List.of("RCPT");
        }

        @Override
        public Response onCommand(SMTPSession session, Request request) {
            throw new IllegalStateException("the database is away");
        }
    }
}
