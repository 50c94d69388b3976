// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** A name server in this process, on UDP and TCP, that can be told to misbehave. */
public final class FakeNameServer implements Closeable {
    /** What it does with questions for a name. */
    public enum Mood {
        SILENT,
        SERVER_FAILURE,
        REFUSED,
        /** Says by UDP that the answer did not fit. */
        TRUNCATING,
        /** Answers another question than was asked. */
        LYING,
        /** Refuses questions with EDNS as malformed. */
        OLD,
        /** Sends bytes that are no message. */
        NOISY
    }

    private static final int HEADER = 12;
    private static final int BIND_TRIES = 20;

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(8);
    private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();
    private final Map<Name, Mood> moods = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Mood> always = new CopyOnWriteArrayList<>();
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;
    private volatile int lost;

    public FakeNameServer() throws IOException {
        tcp = new ServerSocket();
        udp = bound(tcp);
        threads.execute(this::serveUdp);
        threads.execute(this::serveTcp);
    }

    /** A port that is free for both: another program may have taken that of TCP. */
    private static DatagramSocket bound(ServerSocket listening) throws IOException {
        for (int i = 0; ; i++) {
            DatagramSocket datagrams = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try {
                listening.bind(datagrams.getLocalSocketAddress());
                return datagrams;
            } catch (BindException e) {
                datagrams.close();
                if (i >= BIND_TRIES) {
                    throw e;
                }
            }
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    /** Adds a record as a zone file writes it, without its class. */
    public FakeNameServer with(String name, int type, long ttl, String text) {
        try {
            Name owner = Name.fromString(name, Name.root);
            records.computeIfAbsent(owner, any -> new CopyOnWriteArrayList<>())
                .add(Record.fromString(owner, type, DClass.IN, ttl, text, Name.root));
            return this;
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public FakeNameServer with(String name, int type, String text) {
        return with(name, type, 300, text);
    }

    public FakeNameServer with(String name, Mood mood) {
        try {
            moods.put(Name.fromString(name, Name.root), mood);
            return this;
        } catch (TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The mood for every name; none ends it. */
    public void all(Mood... mood) {
        always.clear();
        always.addAll(List.of(mood));
    }

    public void delay(Duration time) {
        delay = time;
    }

    /** So many of ten questions get no answer. */
    public void lose(int ofTen) {
        lost = ofTen;
    }

    /** Questions that arrived, as {@code udp name TYPE}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        udp.close();
        tcp.close();
    }

    private void serveUdp() {
        byte[] buffer = new byte[4096];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                byte[] question = new byte[packet.getLength()];
                System.arraycopy(buffer, 0, question, 0, question.length);
                var client = packet.getSocketAddress();
                threads.schedule(() -> {
                    byte[] answer = answer(question, "udp");
                    if (answer.length > 0) {
                        udp.send(new DatagramPacket(answer, answer.length, client));
                    }
                    return null;
                }, delay.toMillis(), TimeUnit.MILLISECONDS);
            } catch (IOException e) {
                // Closed: the loop ends.
                continue;
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException | RuntimeException e) {
                // Closed: the loop ends.
                continue;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket; DataInputStream in = new DataInputStream(socket.getInputStream());
             DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
            while (true) {
                byte[] question = in.readNBytes(in.readUnsignedShort());
                byte[] answer = answer(question, "tcp");
                out.writeShort(answer.length);
                out.write(answer);
                out.flush();
            }
        } catch (IOException e) {
            // The client has gone.
            return;
        }
    }

    private byte[] answer(byte[] bytes, String how) throws IOException {
        Message question = new Message(bytes);
        Record wanted = question.getQuestion();
        asked.add(how + " " + wanted.getName().toString(true) + " " + Type.string(wanted.getType()));
        Mood mood = always.isEmpty() ? moods.get(wanted.getName()) : always.get(0);
        if (mood == Mood.SILENT || Math.floorMod(arrived.getAndIncrement() * 7, 10) < lost) {
            return new byte[0];
        }
        if (mood == Mood.NOISY) {
            byte[] noise = new byte[HEADER + 5];
            System.arraycopy(bytes, 0, noise, 0, 2);
            Arrays.fill(noise, 2, noise.length, (byte) 0xff);
            return noise;
        }
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        if (mood == Mood.LYING) {
            Name other = Name.fromString("other.example.");
            answer.addRecord(Record.newRecord(other, wanted.getType(), DClass.IN), Section.QUESTION);
            answer.addRecord(Record.fromString(other, Type.A, DClass.IN, 60, "192.0.2.66", Name.root), Section.ANSWER);
            return answer.toWire();
        }
        answer.addRecord(wanted, Section.QUESTION);
        if (mood == Mood.TRUNCATING && how.equals("udp")) {
            answer.getHeader().setFlag(Flags.TC);
        } else if (mood == Mood.SERVER_FAILURE || mood == Mood.REFUSED) {
            answer.getHeader().setRcode(mood == Mood.REFUSED ? Rcode.REFUSED : Rcode.SERVFAIL);
        } else if (mood == Mood.OLD && question.getOPT() != null) {
            answer.getHeader().setRcode(Rcode.FORMERR);
        } else {
            fill(answer, wanted);
        }
        return answer.toWire();
    }

    private void fill(Message answer, Record wanted) throws IOException {
        List<Record> own = records.getOrDefault(wanted.getName(), List.of());
        List<Record> found = new ArrayList<>(own.stream()
            .filter(each -> each.getType() == wanted.getType() || each.getType() == Type.CNAME).toList());
        found.forEach(each -> answer.addRecord(each, Section.ANSWER));
        if (found.isEmpty()) {
            if (own.isEmpty()) {
                answer.getHeader().setRcode(Rcode.NXDOMAIN);
            }
            Name zone = Name.fromString("test.");
            answer.addRecord(new SOARecord(zone, DClass.IN, 60, zone, zone, 1, 1, 1, 1, 60), Section.AUTHORITY);
        }
    }
}
