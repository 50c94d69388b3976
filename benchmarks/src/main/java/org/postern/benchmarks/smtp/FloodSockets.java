// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.smtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds many connections at once from many addresses of the loopback network, each doing what attackers do: say nothing, say a byte
 * now and then, talk before the greeting, or send nonsense. A connection that the server ends is opened anew at once.
 */
final class FloodSockets implements Runnable, AutoCloseable {
    private static final int PER_NETWORK = 20;
    private static final long TURN_MILLIS = 50;
    private static final byte[] NONSENSE = "FROBNICATE\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EARLY = "EHLO robot\r\nMAIL FROM:<a@robot.example>\r\n".getBytes(StandardCharsets.US_ASCII);

    private enum Habit {
        SILENT,
        SLOW,
        EARLY,
        NONSENSE
    }

    private static final class Attacker {
        private final int number;
        private final Habit habit;
        private SocketChannel channel;
        private boolean connected;

        private Attacker(int number) {
            this.number = number;
            this.habit = Habit.values()[number % Habit.values().length];
        }
    }

    private final InetSocketAddress server;
    private final Attacker[] attackers;
    private final Random random = new Random(1);
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final Thread thread = new Thread(this, "flood");
    private volatile boolean on = true;

    FloodSockets(InetSocketAddress server, int sockets) {
        this.server = server;
        this.attackers = new Attacker[sockets];
        for (int i = 0; i < sockets; i++) {
            attackers[i] = new Attacker(i);
        }
    }

    void start() {
        thread.start();
    }

    /** Connections opened so far, repeated ones included. */
    long opened() {
        return opened.get();
    }

    /** Connections that stand now. */
    long held() {
        return held.get();
    }

    @Override
    public void run() {
        try (Selector selector = Selector.open()) {
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            long nextTurn = System.nanoTime();
            while (on) {
                selector.select(TURN_MILLIS);
                for (SelectionKey key : selector.selectedKeys()) {
                    served(key, buffer);
                }
                selector.selectedKeys().clear();
                if (System.nanoTime() > nextTurn) {
                    turn(selector);
                    nextTurn = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TURN_MILLIS);
                }
            }
            for (Attacker attacker : attackers) {
                close(attacker);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the flood has ended by itself", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        on = false;
        thread.join();
    }

    private void turn(Selector selector) throws IOException {
        for (Attacker attacker : attackers) {
            if (attacker.channel == null) {
                open(attacker, selector);
            } else if (attacker.connected && attacker.habit == Habit.SLOW && random.nextInt(40) == 0) {
                send(attacker, new byte[] {'E'});
            } else if (attacker.connected && attacker.habit == Habit.NONSENSE && random.nextInt(20) == 0) {
                send(attacker, NONSENSE);
            }
        }
    }

    private void open(Attacker attacker, Selector selector) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            int network = attacker.number / PER_NETWORK;
            String own = "127." + (10 + network / 200) + "." + network % 200 + "." + (1 + attacker.number % PER_NETWORK);
            channel.bind(new InetSocketAddress(own, 0));
            attacker.channel = channel;
            attacker.connected = channel.connect(server);
            channel.register(selector, attacker.connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, attacker);
            opened.incrementAndGet();
        } catch (IOException e) {
            close(attacker);
        }
    }

    private void served(SelectionKey key, ByteBuffer buffer) {
        Attacker attacker = (Attacker) key.attachment();
        try {
            if (key.isConnectable() && attacker.channel.finishConnect()) {
                attacker.connected = true;
                held.incrementAndGet();
                key.interestOps(SelectionKey.OP_READ);
                if (attacker.habit == Habit.EARLY) {
                    send(attacker, EARLY);
                }
            } else if (key.isReadable()) {
                buffer.clear();
                if (attacker.channel.read(buffer) < 0) {
                    close(attacker);
                }
            }
        } catch (IOException e) {
            close(attacker);
        }
    }

    private void send(Attacker attacker, byte[] bytes) {
        try {
            attacker.channel.write(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            close(attacker);
        }
    }

    private void close(Attacker attacker) {
        if (attacker.channel != null) {
            try {
                attacker.channel.close();
            } catch (IOException e) {
                // What cannot be closed is gone.
                attacker.channel = null;
            }
            if (attacker.connected) {
                held.decrementAndGet();
            }
            attacker.channel = null;
            attacker.connected = false;
        }
    }
}
