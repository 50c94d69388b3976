// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.learn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.postern.analysis.message.MessageSource;
import org.postern.analysis.spam.learn.Judgement;
import org.postern.analysis.spam.learn.Layer;

/** Learning behind the three routes that a client uses to teach: just enough HTTP for one client, one question a connection. */
final class LessonServer implements AutoCloseable {
    private static final String TOKEN = "let-me-in";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Learning learning;
    private final String password;
    private volatile boolean lost;

    private record Question(String method, String path, Map<String, String> query, String token, byte[] body) {
    }

    private record Answer(int status, String body) {
    }

    LessonServer(Learning learning, String password) throws IOException {
        this.learning = learning;
        this.password = password;
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                    Answer answer = answer(read(client.getInputStream()));
                    client.getOutputStream().write(("HTTP/1.1 " + answer.status() + " -\r\nConnection: close\r\nContent-Length: "
                        + answer.body().length() + "\r\n\r\n" + answer.body()).getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // A client that hangs up, or the end of the test.
                    continue;
                }
            }
        }, "lesson-server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** From now on there are no lessons any more. */
    void loseLessons() {
        lost = true;
    }

    private Answer answer(Question question) throws IOException {
        if (question.path().equals("/postern/login")) {
            return new String(question.body(), StandardCharsets.UTF_8).contains("\"" + password + "\"")
                ? new Answer(200, "{\"token\":\"" + TOKEN + "\"}") : new Answer(401, "{}");
        }
        if (!question.token().equals("Bearer " + TOKEN)) {
            return new Answer(401, "{}");
        }
        if (lost || !question.path().startsWith("/postern/learning/lessons")) {
            return new Answer(404, "{}");
        }
        if (question.method().equals("DELETE")) {
            String key = question.path().substring(question.path().lastIndexOf('/') + 1);
            return new Answer(learning.forget(key) == 0 ? 404 : 200, "{}");
        }
        LearningOutcome outcome = learning.learn(MessageSource.of(question.body()),
            Judgement.valueOf(question.query().get("judgement").toUpperCase(Locale.ROOT)),
            List.of(Layer.parse(question.query().get("layer").replace("%3A", ":"))), LessonSource.CORPUS, "admin");
        return new Answer(200, "{\"result\":\"" + outcome.result().name().toLowerCase(Locale.ROOT).replace('_', '-') + "\"}");
    }

    private static Question read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the client hung up");
            }
            head.write(octet);
        }
        String[] lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n");
        Map<String, String> fields = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            fields.put(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), lines[i].substring(colon + 1).strip());
        }
        String[] first = lines[0].split(" ");
        String[] target = first[1].split("\\?", 2);
        Map<String, String> query = new HashMap<>();
        if (target.length > 1) {
            for (String pair : target[1].split("&")) {
                query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        return new Question(first[0], target[0], query, fields.getOrDefault("authorization", ""),
            in.readNBytes(Integer.parseInt(fields.getOrDefault("content-length", "0"))));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
