// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.tracking;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

import org.postern.analysis.facts.MessageId;
import org.postern.gateway.tracking.Event;
import org.postern.gateway.tracking.EventType;

/**
 * Timelines as a gateway writes them, the same ones from the same seed: three of ten are refused or greylisted at SMTP time, the others
 * are analysed, judged and mostly delivered. A few addresses get much of the mail, as in life.
 */
final class GeneratedMail {
    private static final int PEOPLE = 20_000;
    private static final int REMOTE = 200_000;

    private final Random random;

    GeneratedMail(long seed) {
        this.random = new Random(seed);
    }

    static String recipient(int number) {
        return "user" + number + "@corp" + number % 12 + ".example";
    }

    /** One that a share of all mail goes to which falls with its number. */
    int someone() {
        double share = random.nextDouble();
        return (int) (PEOPLE * share * share * share);
    }

    /**
     * Mail of 360 days in order of time.
     *
     * @param events at least so many
     * @param end    of the days
     * @param each   is given the events of a message
     */
    void year(long events, Instant end, Consumer<List<Event>> each) {
        long span = Duration.ofDays(360).toMillis();
        for (long written = 0; written < events;) {
            List<Event> message = message(end.minusMillis(span - span * written / events).truncatedTo(ChronoUnit.MILLIS));
            written += message.size();
            each.accept(message);
        }
    }

    /** The events of one message received at this time. */
    List<Event> message(Instant time) {
        String id = MessageId.next(time, random);
        int remote = random.nextInt(REMOTE);
        String sender = random.nextInt(12) == 0 ? "" : "sender" + remote + "@remote" + remote % 5000 + ".test";
        String client = "198." + remote % 200 + "." + remote / 200 % 250 + "." + (remote % 97 + 1);
        String recipient = recipient(someone());
        List<Event> events = new ArrayList<>();
        int fate = random.nextInt(100);
        if (fate < 30) {
            events.add(new Event(id, time, "node-1", fate < 12 ? EventType.GREYLISTED : EventType.REFUSED, Optional.of(recipient),
                Map.of("check", fate < 12 ? "greylist" : fate < 24 ? "dnsbl" : "recipient-exists", "reply",
                    "450 4.7.1 Come back later", "client", client, "helo", "mail.remote" + remote % 5000 + ".test", "sender", sender)));
            return events;
        }
        double score = Math.max(-2, random.nextGaussian() * 5 + 1);
        events.add(new Event(id, time, "node-1", EventType.RECEIVED, Optional.empty(), Map.of("sender", sender, "recipients", "1", "size",
            String.valueOf(2000 + random.nextInt(80_000)), "direction", "INCOMING", "client", client, "helo", "mail.remote.test",
            "queue-id", "Mail" + id)));
        events.add(new Event(id, time.plusMillis(20), "node-1", EventType.ANALYSED, Optional.empty(), Map.of("score",
            String.format(java.util.Locale.ROOT, "%.1f", score), "virus", "CLEAN", "hits", "BAYES_50,HTML_MESSAGE,SPF_PASS", "message-id",
            "<" + id + "@remote.test>", "subject", "Offer " + random.nextInt(100_000) + " of the month", "micros",
            String.valueOf(4000 + random.nextInt(20_000)))));
        events.add(new Event(id, time.plusMillis(21), "node-1", EventType.RULES_APPLIED, Optional.of(recipient), Map.of("outcome",
            score > 5 ? "quarantine spam" : "deliver", "rule-set", "7", "rules", score > 5 ? "Quarantine Spam" : "Mark")));
        if (score > 5) {
            events.add(new Event(id, time.plusMillis(25), "node-1", EventType.QUARANTINED, Optional.of(recipient), Map.of("kind", "SPAM")));
        } else {
            events.add(new Event(id, time.plusMillis(30), "node-1", EventType.QUEUED, Optional.of(recipient), Map.of("via", "mx")));
            events.add(new Event(id, time.plusMillis(900), "node-1", fate < 98 ? EventType.DELIVERED : EventType.BOUNCED,
                Optional.of(recipient), Map.of("via", "mx")));
        }
        return events;
    }
}
