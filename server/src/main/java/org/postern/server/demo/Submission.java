// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.server.demo.sample.Sample;
import org.postern.server.demo.smtp.Answer;
import org.postern.server.demo.smtp.Attempt;
import org.postern.server.demo.smtp.OutgoingMail;
import org.postern.server.demo.smtp.SmtpClient;
import org.postern.server.demo.smtp.Stage;

/**
 * One sample on its way from a client that keeps its own queue: what was deferred is tried again for those recipients alone, as a real
 * mail server does after a greylisting.
 */
final class Submission {
    private final Sample sample;
    private final byte[] content;
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final List<String> transcript = new ArrayList<>();
    private int attempts;
    private Instant firstAttempt = Instant.EPOCH;
    private Instant lastAttempt = Instant.EPOCH;
    private final Map<String, Conversation> conversations = new HashMap<>();

    /**
     * One attempt.
     *
     * @param begin before the connection was opened
     * @param end   when it was closed
     */
    record Conversation(Instant begin, Instant end) {
    }

    Submission(Sample sample, byte[] content) {
        this.sample = sample;
        this.content = content;
    }

    Sample sample() {
        return sample;
    }

    byte[] content() {
        return content;
    }

    /** Sends it to the recipients that are still open. */
    void attempt(SmtpClient client) {
        List<String> open = open();
        lastAttempt = Instant.now();
        firstAttempt = attempts == 0 ? lastAttempt : firstAttempt;
        Attempt attempt = client.send(new OutgoingMail(sample.helo(), sample.from(), open, content, sample.smtpUtf8()));
        Conversation conversation = new Conversation(lastAttempt, Instant.now());
        open.forEach(recipient -> conversations.put(recipient, conversation));
        attempts++;
        open.forEach(recipient -> answers.put(recipient, attempt.answers().get(recipient)));
        transcript.addAll(attempt.transcript());
    }

    /** Recipients without a final answer. */
    List<String> open() {
        return sample.recipients().stream()
            .filter(recipient -> !answers.containsKey(recipient) || answers.get(recipient).retriable()).toList();
    }

    Answer answer(String recipient) {
        return answers.get(recipient);
    }

    /** Postern's id of the message, when an answer to the content named one; what is refused earlier is never analysed. */
    Optional<String> messageId(String recipient) {
        Answer answer = answers.get(recipient);
        if (answer instanceof Answer.Accepted accepted) {
            return accepted.reply().messageId();
        }
        return answer instanceof Answer.Refused refused && refused.stage() == Stage.DATA ? refused.reply().messageId() : Optional.empty();
    }

    int attempts() {
        return attempts;
    }

    Instant firstAttempt() {
        return firstAttempt;
    }

    Instant lastAttempt() {
        return lastAttempt;
    }

    /** The conversation in which the recipient got his latest answer. */
    Conversation conversation(String recipient) {
        return conversations.get(recipient);
    }

    List<String> transcript() {
        return List.copyOf(transcript);
    }
}
