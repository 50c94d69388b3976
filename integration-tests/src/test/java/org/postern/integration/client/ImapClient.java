// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of an IMAP client as a mail program needs to look into folders and move mail between them.
 */
public final class ImapClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");
    private static final Pattern UID = Pattern.compile("UID (\\d+)");
    private static final Pattern SUBJECT = Pattern.compile("(?im)^Subject: (.*?)\\r?$");

    private final Socket socket;
    private final InputStream in;
    private int commands;

    public ImapClient(InetSocketAddress server, String user, String password) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        line();
        command("LOGIN " + user + " " + password);
    }

    /**
     * One message of a folder.
     *
     * @param uid     its number in the folder
     * @param subject as it stands in the header
     */
    public record Listed(long uid, String subject) {
    }

    public List<String> folders() throws IOException {
        return command("LIST \"\" \"*\"").stream().filter(line -> line.startsWith("* LIST"))
            .map(line -> line.substring(line.lastIndexOf(' ') + 1).replace("\"", "")).toList();
    }

    /** The messages of a folder, which is selected by it. */
    public List<Listed> list(String folder) throws IOException {
        List<Listed> messages = new ArrayList<>();
        if (command("SELECT " + folder).contains("* 0 EXISTS")) {
            return messages;
        }
        for (String line : command("UID FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (SUBJECT)])")) {
            Matcher uid = UID.matcher(line);
            if (line.contains("FETCH") && uid.find()) {
                Matcher subject = SUBJECT.matcher(line);
                messages.add(new Listed(Long.parseLong(uid.group(1)), subject.find() ? subject.group(1) : ""));
            }
        }
        return messages;
    }

    /** Moves a message of the selected folder. */
    public void move(long uid, String folder) throws IOException {
        command("UID MOVE " + uid + " " + folder);
    }

    /** Sends a command and returns the untagged answers; fails unless the command is answered OK. */
    public List<String> command(String text) throws IOException {
        String tag = "a" + ++commands;
        socket.getOutputStream().write((tag + " " + text + "\r\n").getBytes(StandardCharsets.UTF_8));
        List<String> answers = new ArrayList<>();
        String line = line();
        while (!line.startsWith(tag + " ")) {
            answers.add(line);
            line = line();
        }
        if (!line.startsWith(tag + " OK")) {
            throw new IOException(text.split(" ")[0] + ": " + line);
        }
        return answers;
    }

    /** One answer, with the content of literals in its place. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (b != '\n') {
                line.write(b);
                continue;
            }
            String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            Matcher literal = LITERAL.matcher(text);
            if (!literal.find()) {
                return text;
            }
            line.write('\n');
            line.writeBytes(in.readNBytes(Integer.parseInt(literal.group(1))));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
