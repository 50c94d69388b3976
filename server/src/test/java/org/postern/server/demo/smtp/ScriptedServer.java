// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Gives one client the answers of a list, whatever it says, and hangs up after the last one: servers that say no at an exact place are
 * hard to come by otherwise.
 */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Thread thread;

    ScriptedServer(String... answers) throws IOException {
        thread = new Thread(() -> serve(List.of(answers)));
        thread.start();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    List<String> heard() {
        return heard;
    }

    private void serve(List<String> answers) {
        try (Socket client = listener.accept();
             BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            boolean content = false;
            for (int i = 0; i < answers.size(); i++) {
                client.getOutputStream().write((answers.get(i) + "\r\n").getBytes(StandardCharsets.UTF_8));
                content = answers.get(i).startsWith("354");
                read(in, content);
            }
        } catch (IOException e) {
            heard.add("(" + e.getMessage() + ")");
        }
    }

    private void read(BufferedReader in, boolean content) throws IOException {
        String line = in.readLine();
        while (line != null) {
            heard.add(line);
            if (!content || line.equals(".")) {
                return;
            }
            line = in.readLine();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
