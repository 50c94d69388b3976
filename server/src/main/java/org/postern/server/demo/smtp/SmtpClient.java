// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one attempt to hand a message to a server, the way a mail server does: extensions are used when offered, every recipient gets
 * its own answer, and content is sent only when at least one recipient was accepted.
 */
public final class SmtpClient {
    private final InetSocketAddress server;
    private final Duration patience;

    /**
     * @param patience how long to wait for any one answer
     */
    public SmtpClient(InetSocketAddress server, Duration patience) {
        this.server = server;
        this.patience = patience;
    }

    /** Never throws for what the server or the network does: that is in the answers. */
    public Attempt send(OutgoingMail mail) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        List<String> transcript = new ArrayList<>();
        try (SmtpConnection connection = SmtpConnection.open(server, patience)) {
            try {
                converse(connection, mail, answers);
            } finally {
                transcript.addAll(connection.transcript());
            }
        } catch (SmtpRefusedException e) {
            answerRest(mail, answers, negative(Stage.CONNECT, e.reply()));
        } catch (IOException e) {
            answerRest(mail, answers, new Answer.Broken(e.getMessage() == null ? e.toString() : e.getMessage()));
        }
        return new Attempt(answers, transcript);
    }

    private static void converse(SmtpConnection connection, OutgoingMail mail, Map<String, Answer> answers) throws IOException {
        Reply ehlo = connection.command("EHLO " + mail.helo());
        if (!ehlo.positive()) {
            answerRest(mail, answers, negative(Stage.EHLO, ehlo));
            return;
        }
        boolean utf8 = mail.smtpUtf8() && ehlo.offers("SMTPUTF8");
        byte[] content = mail.smtpUtf8() && !utf8 ? EncodedHeader.of(mail.content()) : mail.content();
        if (!utf8 && !OutgoingMail.ascii(mail.sender())) {
            answerRest(mail, answers, new Answer.Unsendable("5.6.7 the sender's address needs SMTPUTF8, which the server does not offer"));
            return;
        }
        Reply from = connection.command(mailCommand(mail, ehlo, content.length, utf8));
        if (!from.positive()) {
            answerRest(mail, answers, negative(Stage.MAIL, from));
            quit(connection);
            return;
        }
        List<String> accepted = recipients(connection, mail, utf8, answers);
        if (!accepted.isEmpty()) {
            content(connection, content, accepted, answers);
        }
        quit(connection);
    }

    private static List<String> recipients(SmtpConnection connection, OutgoingMail mail, boolean utf8, Map<String, Answer> answers)
        throws IOException {
        List<String> accepted = new ArrayList<>();
        for (String recipient : mail.recipients()) {
            if (!utf8 && !OutgoingMail.ascii(recipient)) {
                answers.put(recipient, new Answer.Unsendable("5.6.7 the address needs SMTPUTF8, which the server does not offer"));
                continue;
            }
            Reply reply = connection.command("RCPT TO:<" + recipient + ">");
            if (reply.positive()) {
                accepted.add(recipient);
            } else {
                answers.put(recipient, negative(Stage.RCPT, reply));
            }
        }
        return accepted;
    }

    private static void content(SmtpConnection connection, byte[] content, List<String> accepted, Map<String, Answer> answers)
        throws IOException {
        Reply reply = connection.command("DATA");
        if (reply.code() == 354) {
            reply = connection.content(content);
        }
        Answer answer = reply.positive() ? new Answer.Accepted(reply) : negative(Stage.DATA, reply);
        accepted.forEach(recipient -> answers.put(recipient, answer));
    }

    private static String mailCommand(OutgoingMail mail, Reply ehlo, int size, boolean utf8) {
        StringBuilder command = new StringBuilder("MAIL FROM:<").append(mail.sender()).append('>');
        if (ehlo.offers("SIZE")) {
            command.append(" SIZE=").append(size);
        }
        if (ehlo.offers("8BITMIME") && mail.eightBit()) {
            command.append(" BODY=8BITMIME");
        }
        if (utf8) {
            command.append(" SMTPUTF8");
        }
        return command.toString();
    }

    private static Answer negative(Stage stage, Reply reply) {
        return reply.transientFailure() ? new Answer.Deferred(stage, reply) : new Answer.Refused(stage, reply);
    }

    private static void answerRest(OutgoingMail mail, Map<String, Answer> answers, Answer answer) {
        mail.recipients().forEach(recipient -> answers.putIfAbsent(recipient, answer));
    }

    /** By now every recipient has its answer: a server that hangs up instead of saying good-bye changes nothing. */
    private static void quit(SmtpConnection connection) throws IOException {
        try {
            connection.command("QUIT");
        } catch (EOFException | SocketException e) {
            connection.close();
        }
    }
}
