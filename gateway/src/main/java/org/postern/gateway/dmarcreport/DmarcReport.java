// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dmarcreport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.postern.analysis.facts.PublishedPolicy;

/**
 * What is told to the owner of one domain of one day.
 *
 * @param day       in UTC
 * @param policy    as it was published last
 * @param submitter domain in whose name it is told
 * @param rows      kinds of message and how many there were of each, the most frequent first
 * @param leftOut   messages that were too many to be told apart
 */
public record DmarcReport(LocalDate day, PublishedPolicy policy, String submitter, List<Map.Entry<ReportedMail, Long>> rows,
                          long leftOut) {
    private static final int ID_BYTES = 12;

    static DmarcReport of(LocalDate day, PublishedPolicy policy, String submitter, Map<ReportedMail, Long> counted) {
        return new DmarcReport(day, policy, submitter, counted.entrySet().stream().filter(entry -> !entry.getKey().isLeftOut())
            .sorted(Map.Entry.<ReportedMail, Long>comparingByValue().reversed()
                .thenComparing(entry -> entry.getKey().source()).thenComparing(entry -> entry.getKey().toString()))
            .map(entry -> Map.entry(entry.getKey(), entry.getValue())).toList(),
            counted.entrySet().stream().filter(entry -> entry.getKey().isLeftOut()).mapToLong(Map.Entry::getValue).sum());
    }

    /** Number of messages. */
    public long messages() {
        return rows.stream().mapToLong(Map.Entry::getValue).sum() + leftOut;
    }

    /** Names the report; the same when it is made again, so that a reader who gets it twice can tell. */
    public String id() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest((day + " " + policy.domain() + " " + submitter).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    Instant begin() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The last second. */
    Instant end() {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
    }

    /** Name of the file without its ending. */
    public String fileName() {
        return submitter + "!" + policy.domain() + "!" + begin().getEpochSecond() + "!" + end().getEpochSecond() + "!" + id();
    }
}
