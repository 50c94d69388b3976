// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.facts;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Facts for tests: an incoming, clean message from a@example.org to b@example.com unless told otherwise. */
public final class TestFacts {
    private TestFacts() {
    }

    /** A clean message. */
    public static Facts clean(String... recipients) {
        List<String> to = recipients.length == 0 ? List.of("b@example.com") : List.of(recipients);
        return of(Direction.INCOMING, to, VirusScan.clean(), SpamAnalysis.none());
    }

    /** A message with this result of the virus scan. */
    public static Facts virus(VirusScan scan) {
        return of(Direction.INCOMING, List.of("b@example.com"), scan, SpamAnalysis.none());
    }

    /** An infected message. */
    public static Facts infected() {
        return virus(new VirusScan(VirusScan.Status.INFECTED, List.of(new VirusFinding("clamav", "Eicar-Test"))));
    }

    /** A message with this spam score. */
    public static Facts spam(double score) {
        return of(Direction.INCOMING, List.of("b@example.com"), VirusScan.clean(),
            new SpamAnalysis(score, List.of(new SpamHit("SOME_RULE", score, "some reason"))));
    }

    /** A clean message of this direction. */
    public static Facts direction(Direction direction) {
        return of(direction, List.of("b@example.com"), VirusScan.clean(), SpamAnalysis.none());
    }

    /** The same facts with another sender and client. */
    public static Facts from(Facts facts, String sender, String client) {
        return new Facts(facts.version(), facts.messageId(), facts.receivedAt(), facts.direction(),
            new Envelope(sender, facts.envelope().recipients()), Client.of(client), facts.size(), facts.headers(), facts.parts(),
            facts.uris(), facts.anomalies(), facts.virus(), facts.spam(), facts.unknown(), facts.timingsMicros());
    }

    /** The same facts with these parts, anomalies and header fields. */
    public static Facts content(Facts facts, List<Part> parts, List<Anomaly> anomalies, List<HeaderField> headers) {
        return new Facts(facts.version(), facts.messageId(), facts.receivedAt(), facts.direction(), facts.envelope(), facts.client(),
            facts.size(), headers, parts, facts.uris(), anomalies, facts.virus(), facts.spam(), facts.unknown(), facts.timingsMicros());
    }

    private static Facts of(Direction direction, List<String> recipients, VirusScan virus, SpamAnalysis spam) {
        return new Facts(Facts.VERSION, "01ARZ3NDEKTSV4RRFFQ69G5FAV", Instant.parse("2026-02-03T10:00:00.123456789Z"), direction,
            new Envelope("a@example.org", recipients), Client.of("192.0.2.7"), 1234,
            List.of(new HeaderField("Subject", "hello", "hello"), new HeaderField("Message-ID", "<1@example.org>", "<1@example.org>")),
            List.of(), List.of(), List.of(), virus, spam, List.of(), Map.of());
    }
}
