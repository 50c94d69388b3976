// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.search;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which messages are looked for; everything that is given must fit.
 *
 * @param from        first moment of reception
 * @param to          moment after the last one
 * @param recipient   address, or {@code @domain}
 * @param sender      address, {@code @domain}, or {@code <>} for the null sender
 * @param client      IP address
 * @param messageId   what the field Message-ID says
 * @param queueId     name in the server's queues, or Postern's id as answered to the client
 * @param status      one of these; any when empty
 * @param rule        name of a rule that bound it
 * @param virus       part of the name of what was found
 * @param subject     part of the subject
 * @param leastScore  spam points
 * @param mostScore   spam points
 * @param leastSize   bytes
 * @param mostSize    bytes
 * @param greylisted  whether recipients that were told to come back are shown
 * @param nullSender  whether messages from the null sender are shown
 * @param limit       most rows, 1 to 1000
 * @param cursor      where the page before ended
 * @param text        words in whatever is known of the message
 */
public record MessageQuery(Instant from, Instant to, Optional<String> recipient, Optional<String> sender, Optional<String> client,
                           Optional<String> messageId, Optional<String> queueId, Set<TrackStatus> status, Optional<String> rule,
                           Optional<String> virus, Optional<String> subject, OptionalDouble leastScore, OptionalDouble mostScore,
                           OptionalLong leastSize, OptionalLong mostSize, boolean greylisted, boolean nullSender, int limit,
                           Optional<String> cursor, Optional<SearchText> text) {
    public static final int MAXIMUM_LIMIT = 1000;

    public MessageQuery {
        status = Set.copyOf(status);
        if (limit < 1 || limit > MAXIMUM_LIMIT) {
            throw new IllegalArgumentException("the limit must be from 1 to " + MAXIMUM_LIMIT);
        }
    }

    /** A question without words. */
    public MessageQuery(Instant from, Instant to, Optional<String> recipient, Optional<String> sender, Optional<String> client,
                        Optional<String> messageId, Optional<String> queueId, Set<TrackStatus> status, Optional<String> rule,
                        Optional<String> virus, Optional<String> subject, OptionalDouble leastScore, OptionalDouble mostScore,
                        OptionalLong leastSize, OptionalLong mostSize, boolean greylisted, boolean nullSender, int limit,
                        Optional<String> cursor) {
        this(from, to, recipient, sender, client, messageId, queueId, status, rule, virus, subject, leastScore, mostScore, leastSize,
            mostSize, greylisted, nullSender, limit, cursor, Optional.empty());
    }

    /** Everything of a time, the greylisted and the null sender's included. */
    public static MessageQuery of(Instant from, Instant to, int limit) {
        return new MessageQuery(from, to, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Set.of(),
            Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalLong.empty(),
            OptionalLong.empty(), true, true, limit, Optional.empty());
    }

    /** The same question from another place on. */
    public MessageQuery at(Optional<String> place) {
        return new MessageQuery(from, to, recipient, sender, client, messageId, queueId, status, rule, virus, subject, leastScore,
            mostScore,
            leastSize, mostSize, greylisted, nullSender, limit, place, text);
    }

    /** The same question with words. */
    public MessageQuery with(SearchText words) {
        return new MessageQuery(from, to, recipient, sender, client, messageId, queueId, status, rule, virus, subject, leastScore,
            mostScore, leastSize, mostSize, greylisted, nullSender, limit, cursor, Optional.of(words));
    }
}
