// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.server.demo.sample.Ending;
import org.postern.server.demo.sample.Expectation;
import org.postern.server.demo.sample.Sample;
import org.postern.server.demo.sink.ReceivedMail;
import org.postern.server.demo.sink.Sink;
import org.postern.server.demo.smtp.SmtpClient;
import org.postern.server.demo.track.Timeline;
import org.postern.server.demo.track.TimelineEvent;

class OutcomeCheckTest {
    private static final String BEN = "ben@corp.example";
    private static final byte[] CONTENT = "Subject: x\r\n\r\nbody\r\n".getBytes(US_ASCII);
    private static final Expectation STRICT = new Expectation(OptionalDouble.of(5), OptionalDouble.empty(), List.of("GTUBE"),
        Optional.of("eicar"), Map.of("X-Postern-Id", Pattern.compile("^[A-Z]+$")), List.of("X-Spam-Flag", "X-Spam-Status: trust"), true,
        List.of(), List.of(), Optional.empty());
    private static final Timeline TIMELINE = new Timeline(List.of(
        event("ANALYSED",
            Map.of("score", "7.5", "hits", "GTUBE,BIG", "virus", "INFECTED", "found", "Eicar-Test-Signature")),
        event("DELIVERED", Map.of())));

    private Submission submission;

    @BeforeEach
    void send() throws Exception {
        Sample sample = new Sample("s", "about", "s.eml", Sample.Port.UNTRUSTED, null, "", Map.of(BEN, "delivered"),
            null, false, STRICT);
        submission = new Submission(sample, CONTENT);
        try (Sink answering = Sink.start(0, 1_000)) {
            submission.attempt(new SmtpClient(answering.address(), Duration.ofSeconds(5)));
        }
    }

    @Test
    void aDeliveryAsTheFileSaysShouldShowNoDifference() {
        assertThat(check(new Ending.Delivered(), received("X-Postern-Id: ABC\r\nX-Spam-Status: No\r\n\r\nbody\r\n"))).isEmpty();
    }

    @Test
    void anotherEndingShouldBeToldWithBothNames() {
        assertThat(check(new Ending.Quarantined("spam"))).singleElement().asString()
            .contains("must end 'delivered' but ended 'quarantined spam'");
    }

    @Test
    void everyFaultAtTheBackEndShouldBeTold() {
        assertThat(check(new Ending.Delivered(), received("X-Spam-Flag: NO\r\nX-Spam-Status: trust me\r\n\r\nbody \r\n")))
            .hasSize(4).anyMatch(text -> text.contains("X-Postern-Id")).anyMatch(text -> text.contains("X-Spam-Flag"))
            .anyMatch(text -> text.contains("X-Spam-Status: trust")).anyMatch(text -> text.contains("first difference is at 4"));
    }

    @Test
    void aDeliveryThatTheBackEndDoesNotHaveShouldBeADifference() {
        assertThat(check(new Ending.Delivered())).singleElement().asString().contains("the back end has nothing");
    }

    @Test
    void quarantinedMailAtTheBackEndShouldBeADifference() {
        Sample held = new Sample("s", "about", "s.eml", Sample.Port.UNTRUSTED, null, "", Map.of(BEN, "quarantined virus"),
            null, false, null);
        Outcome outcome = new Outcome(new Submission(held, CONTENT), BEN, new Ending.Quarantined("virus"), Timeline.empty(),
            List.of(received("\r\nx")), Duration.ZERO);
        assertThat(submissionLess(outcome)).singleElement().asString().contains("must not reach the back end");
    }

    private static List<String> submissionLess(Outcome outcome) {
        return new OutcomeCheck(true).differences(outcome);
    }

    private List<String> check(Ending ending, ReceivedMail... received) {
        return new OutcomeCheck(true).differences(new Outcome(submission, BEN, ending, TIMELINE, List.of(received), Duration.ZERO));
    }

    private static ReceivedMail received(String content) {
        return new ReceivedMail(Instant.EPOCH, "", List.of(BEN), content.getBytes(US_ASCII));
    }

    private static TimelineEvent event(String type, Map<String, String> details) {
        return new TimelineEvent(Instant.EPOCH, "node", type, Optional.empty(), details);
    }
}
