// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.server.demo.sample.Ending;
import org.postern.server.demo.sink.ReceivedMail;
import org.postern.server.demo.sink.Sink;
import org.postern.server.demo.smtp.Answer;
import org.postern.server.demo.track.GatewayApi;
import org.postern.server.demo.track.Timeline;

/**
 * Waits until the gateway has settled what it accepted. When the demo sees the back end, "delivered" is believed only of what arrived
 * there.
 */
final class Outcomes {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String ID_HEADER = "X-Postern-Id";

    private final GatewayApi api;
    private final Optional<Sink> sink;
    private final Map<String, Timeline> timelines = new HashMap<>();

    Outcomes(GatewayApi api, Optional<Sink> sink) {
        this.api = api;
        this.sink = sink;
    }

    /** One outcome for each recipient of each sample, in order. */
    List<Outcome> await(List<Submission> submissions) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(LIMIT);
        List<Outcome> outcomes = look(submissions);
        while (outcomes.stream().anyMatch(outcome -> underWay(outcome)) && Instant.now().isBefore(deadline)) {
            Thread.sleep(PAUSE.toMillis());
            outcomes = look(submissions);
        }
        return outcomes;
    }

    private List<Outcome> look(List<Submission> submissions) throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Submission submission : submissions) {
            for (String recipient : submission.sample().recipients()) {
                outcomes.add(look(submission, recipient));
            }
        }
        return outcomes;
    }

    private Outcome look(Submission submission, String recipient) throws IOException, InterruptedException {
        Optional<String> id = submission.messageId(recipient);
        Timeline timeline = id.isPresent() ? timeline(id.get(), submission.sample().recipients()) : Timeline.empty();
        List<ReceivedMail> received = id.isPresent() ? received(id.get(), recipient) : List.of();
        Ending ending = ending(submission.answer(recipient), recipient, timeline, received);
        Submission.Conversation conversation = submission.conversation(recipient);
        Instant settled = received.isEmpty()
            ? timeline.settling(recipient).map(event -> event.time()).orElse(conversation.end())
            : received.get(0).at();
        return new Outcome(submission, recipient, ending, timeline, received, Duration.between(conversation.begin(), settled));
    }

    private Ending ending(Answer answer, String recipient, Timeline timeline, List<ReceivedMail> received) {
        if (answer instanceof Answer.Refused refused) {
            return new Ending.Refused(refused.reply().code(), refused.stage());
        }
        if (answer instanceof Answer.Unsendable) {
            return new Ending.Unsent();
        }
        if (!(answer instanceof Answer.Accepted accepted)) {
            return new Ending.Unsettled(answer.toString());
        }
        if (accepted.reply().messageId().isEmpty()) {
            return new Ending.Unsettled("the answer names no id: " + accepted.reply());
        }
        Optional<Ending> told = timeline.ending(recipient);
        if (sink.isPresent() && received.isEmpty() && (told.isEmpty() || told.get() instanceof Ending.Delivered)) {
            return new Ending.Unsettled("accepted, but not at the back end; events: " + timeline.types());
        }
        if (told.isEmpty()) {
            return received.isEmpty() ? new Ending.Unsettled("accepted; events: " + timeline.types()) : new Ending.Delivered();
        }
        return told.get();
    }

    /** Asked again until all recipients are settled: late events are part of the explanation. */
    private Timeline timeline(String id, List<String> recipients) throws IOException, InterruptedException {
        Timeline known = timelines.getOrDefault(id, Timeline.empty());
        if (known.score().isPresent() && recipients.stream().allMatch(recipient -> known.ending(recipient).isPresent())) {
            return known;
        }
        Timeline asked = api.timeline(id);
        timelines.put(id, asked);
        return asked;
    }

    private List<ReceivedMail> received(String id, String recipient) {
        return sink.map(back -> back.receivedWith(ID_HEADER, id).stream()
            .filter(mail -> mail.recipients().stream().anyMatch(recipient::equalsIgnoreCase)).toList()).orElse(List.of());
    }

    private static boolean underWay(Outcome outcome) {
        Answer answer = outcome.submission().answer(outcome.recipient());
        boolean accepted = answer instanceof Answer.Accepted named && named.reply().messageId().isPresent();
        return accepted && outcome.ending() instanceof Ending.Unsettled
            || outcome.submission().messageId(outcome.recipient()).isPresent() && outcome.timeline().score().isEmpty();
    }
}
