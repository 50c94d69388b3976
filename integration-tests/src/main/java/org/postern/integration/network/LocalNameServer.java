// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.network;

import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** A name server in this process, for tests and measurements; it can be told to answer only a share of the questions. */
public final class LocalNameServer implements Closeable {
    private static final int LARGEST = 4096;
    private static final int BUFFER = 4 * 1024 * 1024;
    private static final int LIFETIME = 300;

    private final DatagramSocket socket;
    private final Map<Name, List<Record>> zone;
    private final SplittableRandom random = new SplittableRandom(7);
    private final AtomicLong questions = new AtomicLong();
    private final Thread thread;
    private volatile double lost;

    /** Starts on a free port of this machine. */
    public LocalNameServer(Map<Name, List<Record>> zone) throws IOException {
        this.zone = zone;
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setReceiveBufferSize(BUFFER);
        this.thread = new Thread(this::serve, "local-name-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it listens, by UDP alone. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Share of questions that stay without an answer, 0 to 1. */
    public void lose(double share) {
        lost = share;
    }

    /** Questions that have arrived. */
    public long questions() {
        return questions.get();
    }

    /** Processor time that serving has taken, in milliseconds. */
    public double cpuMillis() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId()) / 1e6;
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] buffer = new byte[LARGEST];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                questions.incrementAndGet();
                if (random.nextDouble() >= lost) {
                    byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // Closed: the loop ends.
                continue;
            }
        }
    }

    private byte[] answer(byte[] bytes) throws IOException {
        Message question = new Message(bytes);
        Record wanted = question.getQuestion();
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(wanted, Section.QUESTION);
        List<Record> own = zone.getOrDefault(wanted.getName(), List.of());
        List<Record> found = own.stream().filter(each -> each.getType() == wanted.getType()).toList();
        found.forEach(each -> answer.addRecord(each, Section.ANSWER));
        if (found.isEmpty()) {
            answer.getHeader().setRcode(own.isEmpty() ? Rcode.NXDOMAIN : Rcode.NOERROR);
            Name top = Name.fromString("test.");
            answer.addRecord(new SOARecord(top, DClass.IN, LIFETIME, top, top, 1, 1, 1, 1, LIFETIME), Section.AUTHORITY);
        }
        return answer.toWire();
    }
}
