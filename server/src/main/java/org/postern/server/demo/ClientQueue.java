// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.postern.server.demo.sample.Sample;
import org.postern.server.demo.smtp.Answer;
import org.postern.server.demo.smtp.SmtpClient;
import org.postern.server.demo.smtp.Stage;

/**
 * The clients' side of the demo: tries every sample, and those that were deferred again after a pause, until all have a final answer or
 * the time is over.
 */
final class ClientQueue {
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SmtpClient untrusted;
    private final SmtpClient trusted;

    ClientQueue(DemoTarget target) {
        this.untrusted = new SmtpClient(target.untrusted(), ANSWER_PATIENCE);
        this.trusted = new SmtpClient(target.trusted(), ANSWER_PATIENCE);
    }

    /**
     * What happened on the way.
     *
     * @param greylisted  samples that were deferred at RCPT at least once
     * @param longestWait from the first attempt to the last of the sample that waited longest
     */
    record Summary(long greylisted, Duration longestWait) {
    }

    Summary sendAll(List<Submission> submissions) throws InterruptedException {
        Instant deadline = Instant.now().plus(LIMIT);
        Duration longest = Duration.ZERO;
        long greylisted = 0;
        for (Submission submission : submissions) {
            submission.attempt(clientFor(submission));
            greylisted += wasGreylisted(submission) ? 1 : 0;
        }
        List<Submission> waiting = open(submissions);
        while (!waiting.isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(PAUSE.toMillis());
            for (Submission submission : waiting) {
                submission.attempt(clientFor(submission));
                Duration waited = Duration.between(submission.firstAttempt(), submission.lastAttempt());
                longest = waited.compareTo(longest) > 0 ? waited : longest;
            }
            waiting = open(waiting);
        }
        return new Summary(greylisted, longest);
    }

    private SmtpClient clientFor(Submission submission) {
        return submission.sample().port() == Sample.Port.TRUSTED ? trusted : untrusted;
    }

    private static List<Submission> open(List<Submission> submissions) {
        return submissions.stream().filter(submission -> !submission.open().isEmpty()).toList();
    }

    private static boolean wasGreylisted(Submission submission) {
        return submission.open().stream().map(submission::answer)
            .anyMatch(answer -> answer instanceof Answer.Deferred deferred && deferred.stage() == Stage.RCPT);
    }
}
