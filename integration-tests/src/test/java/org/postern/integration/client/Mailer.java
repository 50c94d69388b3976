// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.client;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postern.server.demo.smtp.Answer;
import org.postern.server.demo.smtp.Attempt;
import org.postern.server.demo.smtp.OutgoingMail;
import org.postern.server.demo.smtp.SmtpClient;

/**
 * Sends mail the way a mail server does, coming again after a greylisting.
 */
public final class Mailer {
    private static final Duration ANSWER = Duration.ofSeconds(70);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 1_500;

    private final InetSocketAddress server;
    private final SmtpClient client;

    public Mailer(InetSocketAddress server) {
        this.server = server;
        this.client = new SmtpClient(server, ANSWER);
    }

    public InetSocketAddress server() {
        return server;
    }

    /** One attempt. */
    public Attempt attempt(OutgoingMail mail) {
        return client.send(mail);
    }

    /** Attempts until every recipient has a final answer, for at most 30 s; the last answers otherwise. */
    public Map<String, Answer> send(OutgoingMail mail) throws InterruptedException {
        Instant deadline = Instant.now().plus(LIMIT);
        Map<String, Answer> answers = new HashMap<>(client.send(mail).answers());
        while (answers.values().stream().anyMatch(Answer::retriable) && Instant.now().isBefore(deadline)) {
            Thread.sleep(PAUSE_MILLIS);
            List<String> open = mail.recipients().stream().filter(recipient -> answers.get(recipient).retriable()).toList();
            answers.putAll(client.send(mail.to(open)).answers());
        }
        return answers;
    }

    /** Sends to all recipients in one transaction and returns Postern's id of the message; fails when one is not accepted. */
    public String accepted(OutgoingMail mail) throws InterruptedException {
        Map<String, Answer> answers = send(mail);
        return answers.values().stream().map(answer -> {
            if (answer instanceof Answer.Accepted accepted && accepted.reply().messageId().isPresent()) {
                return accepted.reply().messageId().get();
            }
            throw new AssertionError("not accepted: " + answers);
        }).distinct().reduce((one, other) -> {
            throw new AssertionError("accepted in two transactions: " + answers);
        }).orElseThrow();
    }
}
