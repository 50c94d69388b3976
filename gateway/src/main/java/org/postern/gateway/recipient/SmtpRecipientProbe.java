// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.postern.gateway.recipient.RecipientAnswer.Unavailable;

import com.google.common.net.HostAndPort;

/**
 * Begins a mail to the recipient at the server behind the gateway, hears what it says to {@code RCPT TO}, and goes away without sending
 * one. The connection is not encrypted: it carries no mail, and the server is the administrator's own.
 */
public final class SmtpRecipientProbe implements RecipientProbe {
    private final HostAndPort server;
    private final String helo;
    private final String sender;
    private final Duration limit;

    /**
     * @param server where to ask, with a port
     * @param helo   how this gateway names itself
     * @param sender envelope sender of the probes, empty for the null sender
     * @param limit  most time for one probe as a whole
     */
    public SmtpRecipientProbe(HostAndPort server, String helo, String sender, Duration limit) {
        this.server = server;
        this.helo = helo;
        this.sender = sender;
        this.limit = limit;
    }

    @Override
    public RecipientAnswer ask(String recipient) {
        if (recipient.chars().anyMatch(c -> c <= ' ' || c >= 127 || c == '<' || c == '>')) {
            return new Unavailable("the address cannot be asked for in ASCII");
        }
        long end = System.nanoTime() + limit.toNanos();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), left(end));
            return dialogue(socket, recipient, end);
        } catch (IOException e) {
            return new Unavailable(server + ": " + e.getMessage());
        }
    }

    private RecipientAnswer dialogue(Socket socket, String recipient, long end) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout(left(end));
        SmtpReply greeting = SmtpReply.read(in);
        SmtpReply hello = greeting.isPositive() ? say(socket, in, "EHLO " + helo, end) : greeting;
        if (hello.isPermanent() && greeting.isPositive()) {
            hello = say(socket, in, "HELO " + helo, end);
        }
        SmtpReply from = hello.isPositive() ? say(socket, in, "MAIL FROM:<" + sender + ">", end) : hello;
        if (!from.isPositive()) {
            return new Unavailable(server + " does not answer probes: " + from);
        }
        RecipientAnswer answer = answer(say(socket, in, "RCPT TO:<" + recipient + ">", end));
        socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
        return answer;
    }

    /** A refusal by policy (5.7.x) says nothing about the recipient, and a mailbox that is full (5.2.x) exists. */
    private RecipientAnswer answer(SmtpReply reply) {
        if (reply.isPositive() || reply.code() == 552 || reply.hasStatus("5.2.")) {
            return RecipientAnswer.EXISTS;
        }
        return reply.isPermanent() && !reply.hasStatus("5.7.") ? RecipientAnswer.UNKNOWN : new Unavailable(server + ": " + reply);
    }

    private static SmtpReply say(Socket socket, InputStream in, String line, long end) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        socket.setSoTimeout(left(end));
        return SmtpReply.read(in);
    }

    private static int left(long end) throws IOException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
