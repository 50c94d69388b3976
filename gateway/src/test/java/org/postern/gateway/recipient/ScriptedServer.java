// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.recipient;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.google.common.net.HostAndPort;

/** Says one reply after another, whatever it is told. {@code close} ends the connection, {@code silence} says nothing. */
final class ScriptedServer implements AutoCloseable {
    final List<String> heard = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    /** @param script replies separated by {@code |}; a comma separates lines of one reply, or replies to two commands */
    ScriptedServer(String script) throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(script), "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    HostAndPort address() {
        return HostAndPort.fromParts(server.getInetAddress().getHostAddress(), server.getLocalPort());
    }

    private void serve(String script) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                play(client, lines(script));
            } catch (IOException e) {
                heard.add("(" + e.getMessage() + ")");
            }
        }
    }

    private void play(Socket client, Deque<String> replies) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        while (!replies.isEmpty()) {
            String reply = replies.poll();
            if (reply.equals("close")) {
                return;
            }
            if (!reply.equals("silence")) {
                client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
                if (reply.startsWith("-", 3)) {
                    continue;
                }
            }
            String line = in.readLine();
            if (line == null) {
                return;
            }
            heard.add(line);
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
        }
    }

    private static Deque<String> lines(String script) {
        return new ArrayDeque<>(Arrays.stream(script.split("\\|"))
            .flatMap(reply -> Stream.of(reply.split(",")))
            .map(String::strip)
            .toList());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
