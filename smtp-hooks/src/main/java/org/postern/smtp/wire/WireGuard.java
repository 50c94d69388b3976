// SPDX-License-Identifier: Apache-2.0
package org.postern.smtp.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import org.postern.gateway.client.Admission;
import org.postern.gateway.client.ClientConduct;
import org.postern.gateway.client.ClientGate;
import org.postern.gateway.client.Violation;
import org.postern.gateway.config.ClientConfiguration;

/**
 * Stands between a connection's bytes and James: holds the greeting back and sees who speaks before it, sees who does not wait for
 * answers, answers offenders slowly and ends what is too slow. Nothing here waits on a thread: whatever is late is put on a timer.
 * Used by one connection, on its own thread only.
 */
public final class WireGuard extends ChannelDuplexHandler {
    private static final int SECOND = 1000;
    private static final int RATE_AFTER_MILLIS = 60_000;
    private static final int CODE = 3;

    /** What goes out later. */
    private record Held(Object message, ChannelPromise promise) {
    }

    private final ClientGate gate;
    private final Consumer<ClientConduct> facts;
    private final Consumer<Violation> onViolation;
    private final CommandFlow flow = new CommandFlow();
    private final Deque<Held> held = new ArrayDeque<>();
    private String client;
    private boolean entered;
    private ClientConduct conduct = new ClientConduct(false);
    private boolean greeted;
    private boolean refused;
    private boolean slowed;
    private boolean spokeUnnamed;
    private boolean messageOpen;
    private ChannelHandlerContext own;
    private ScheduledFuture<?> greeting;
    private ScheduledFuture<?> watch;
    private long lastProgress;
    private long lineBegun;
    private long dataBegun;
    private long dataBytes;

    /**
     * @param client      address of the client, or empty while a proxy has not named it yet
     * @param facts       told the connection's facts as soon as it is known whose it is
     * @param onViolation told each kind of violation once
     */
    public WireGuard(ClientGate gate, Optional<String> client, Consumer<ClientConduct> facts, Consumer<Violation> onViolation) {
        this.gate = gate;
        this.client = client.orElse("");
        this.facts = facts;
        this.onViolation = onViolation;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        own = ctx;
        lastProgress = System.nanoTime();
        watch = ctx.executor().scheduleWithFixedDelay(() -> watch(ctx), SECOND, SECOND, TimeUnit.MILLISECONDS);
        if (!client.isEmpty()) {
            enter(ctx);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            if (message instanceof ByteBuf bytes && bytes.isReadable()) {
                read(ctx, bytes);
            }
            ctx.fireChannelRead(message);
        }
    }


    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (refused) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
            return;
        }
        String line = line(message);
        if (!greeted && !line.isEmpty() && held.stream().anyMatch(earlier -> !line(earlier.message()).isEmpty())) {
            // An answer while the greeting waits: the client spoke before this handler stood in its way.
            violation(Violation.EARLY_TALK);
        }
        if (greeted && !line.isEmpty()) {
            flow.replied(line);
            messageOpen = line.startsWith("354");
            lastProgress = System.nanoTime();
            if (flow.inData()) {
                dataBegun = lastProgress;
                dataBytes = 0;
            }
        }
        held.add(new Held(message, promise));
        if (!greeted) {
            return;
        }
        // TLS begins with the next byte after this answer, so it cannot wait.
        Duration slowness = line.startsWith("220") ? Duration.ZERO : slowness(ctx, line);
        if (slowness.isZero()) {
            release(ctx);
        } else {
            ctx.executor().schedule(() -> release(ctx), slowness.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (held.isEmpty()) {
            ctx.flush();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        end();
        super.channelInactive(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        end();
    }

    /** Whether James takes lines for a message now, which it does for a while after the last of them has passed here. */
    boolean isInMessage() {
        return messageOpen;
    }

    ClientConduct conduct() {
        return conduct;
    }

    private void enter(ChannelHandlerContext ctx) {
        Admission admission = gate.enter(client);
        entered = true;
        if (admission instanceof Admission.Welcome welcome) {
            conduct = new ClientConduct(welcome.tested());
            facts.accept(conduct);
            if (welcome.greetDelay().isZero()) {
                greet(ctx);
            } else {
                greeting = ctx.executor().schedule(() -> greet(ctx), welcome.greetDelay().toMillis(), TimeUnit.MILLISECONDS);
                String address = client;
                gate.recall(address).thenAccept(end -> end.ifPresent(until ->
                    ctx.executor().execute(() -> recalled(ctx, address, until))));
            }
        } else if (admission instanceof Admission.Refused turnedAway) {
            facts.accept(conduct);
            refuse(ctx, "421 " + turnedAway.reply());
        }
    }

    /** Takes the word of a proxy that names the client. */
    void named(String address) {
        if (!entered && !greeted) {
            client = address;
            enter(own);
            if (spokeUnnamed) {
                early(own);
            }
        }
    }

    /** Takes the word of a proxy that comes for itself, to see whether the server lives: it is greeted. */
    void unnamed() {
        if (!entered && !greeted) {
            facts.accept(conduct);
            greet(own);
        }
    }

    /** Takes it that a proxy will not say for whom it comes: James answers, and the greeting that waited for a name is of no use. */
    void misunderstood() {
        if (!entered && !greeted) {
            drop();
            greeted = true;
        }
    }

    private void read(ChannelHandlerContext ctx, ByteBuf bytes) {
        lastProgress = System.nanoTime();
        if (!greeted && !entered) {
            // The proxy's word is on its way to us: whose bytes these are is known in a moment.
            spokeUnnamed = true;
        } else if (!greeted) {
            early(ctx);
        }
        boolean within = flow.inLine();
        boolean data = flow.inData();
        for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
            flow.received(bytes.getByte(i));
        }
        if (flow.inLine() && !within) {
            lineBegun = lastProgress;
        }
        if (data) {
            dataBytes += bytes.readableBytes();
        }
        if (flow.tookImpatience()) {
            violation(Violation.PIPELINING);
        }
    }

    private void early(ChannelHandlerContext ctx) {
        violation(Violation.EARLY_TALK);
        greet(ctx);
    }

    /** It has passed elsewhere, and need not wait any longer. */
    private void recalled(ChannelHandlerContext ctx, String address, Instant until) {
        boolean behaves = conduct.violations().isEmpty();
        gate.recalled(address, until, behaves);
        if (entered && behaves) {
            greet(ctx);
        }
    }

    private void greet(ChannelHandlerContext ctx) {
        if (!greeted) {
            greeted = true;
            lastProgress = System.nanoTime();
            if (greeting != null) {
                greeting.cancel(false);
            }
            release(ctx);
        }
    }

    private Duration slowness(ChannelHandlerContext ctx, String line) {
        if (line.isEmpty() || conduct.slowness().isZero()) {
            return held.size() > 1 ? conduct.slowness() : Duration.ZERO;
        }
        if (!slowed) {
            slowed = gate.slowDown();
            if (!slowed) {
                refuse(ctx, "421 4.7.0 Too many errors, try again later");
                return Duration.ZERO;
            }
        }
        return conduct.slowness();
    }

    private void release(ChannelHandlerContext ctx) {
        for (Held next = held.poll(); next != null; next = held.poll()) {
            ctx.write(next.message(), next.promise());
        }
        ctx.flush();
    }

    private void refuse(ChannelHandlerContext ctx, String line) {
        refused = true;
        drop();
        ctx.writeAndFlush(Unpooled.copiedBuffer(line + "\r\n", StandardCharsets.US_ASCII)).addListener(ChannelFutureListener.CLOSE);
    }

    private void drop() {
        held.forEach(late -> {
            ReferenceCountUtil.release(late.message());
            late.promise().trySuccess();
        });
        held.clear();
    }

    /** Looks once a second whether the client keeps us waiting for too long. */
    private void watch(ChannelHandlerContext ctx) {
        if (!greeted || refused || !conduct.isTested()) {
            return;
        }
        ClientConfiguration configuration = gate.configuration();
        long now = System.nanoTime();
        boolean late;
        if (flow.inData()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(now - dataBegun);
            late = TimeUnit.NANOSECONDS.toMillis(now - lastProgress) > configuration.dataTimeout().toMillis()
                || millis > RATE_AFTER_MILLIS && dataBytes < configuration.leastDataRate() * (millis - RATE_AFTER_MILLIS) / SECOND;
        } else {
            // A line that began counts from its beginning: a byte now and then is no progress.
            long since = flow.inLine() ? lineBegun : lastProgress;
            late = !flow.owesReply() && TimeUnit.NANOSECONDS.toMillis(now - since) > gate.commandTimeout(client).toMillis();
        }
        if (late) {
            violation(Violation.TOO_SLOW);
            refuse(ctx, "421 4.4.2 Timeout, closing the connection");
        }
    }

    private void violation(Violation violation) {
        if (conduct.isTested() && conduct.add(violation)) {
            onViolation.accept(violation);
        }
    }

    private void end() {
        if (watch != null) {
            watch.cancel(false);
        }
        if (greeting != null) {
            greeting.cancel(false);
        }
        if (entered) {
            entered = false;
            gate.leave(client);
        }
        if (slowed) {
            slowed = false;
            gate.slowedDown();
        }
        held.forEach(late -> ReferenceCountUtil.release(late.message()));
        held.clear();
    }

    private static String line(Object message) {
        return message instanceof ByteBuf bytes && bytes.isReadable()
            ? bytes.toString(bytes.readerIndex(), Math.min(CODE, bytes.readableBytes()), StandardCharsets.US_ASCII) : "";
    }
}
