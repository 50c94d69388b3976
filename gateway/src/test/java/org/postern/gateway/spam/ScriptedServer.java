// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Reads a question up to a mark, then says what it was told to say and hangs up; with nothing to say it stays silent. A mute one hangs up
 * on so many questions first without an answer.
 */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedServer(String end, String answer) throws IOException {
        this(end, answer, 0);
    }

    ScriptedServer(String end, String answer, int mute) throws IOException {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    questions.add(until(client, end));
                    if (questions.size() <= mute) {
                        continue;
                    }
                    if (answer.isEmpty()) {
                        closed.await();
                    }
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // A client that hangs up is what some tests want.
                    continue;
                } catch (InterruptedException e) {
                    return;
                }
            }
        }, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> questions() {
        return questions;
    }

    private static String until(Socket client, String end) throws IOException {
        ByteArrayOutputStream question = new ByteArrayOutputStream();
        while (!question.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            int octet = client.getInputStream().read();
            if (octet < 0) {
                break;
            }
            question.write(octet);
        }
        return question.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}
