// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.quarantine;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.postern.analysis.facts.Direction;
import org.postern.analysis.rules.QuarantineKind;

/**
 * One quarantined message for one recipient, without its content.
 *
 * @param id             names message and recipient
 * @param kind           which quarantine
 * @param status         where in its life it is
 * @param direction      which way the message was going
 * @param quarantinedAt  when it was put here
 * @param expiresAt      when it vanishes by itself
 * @param envelopeSender original envelope sender, empty for the null sender; a release uses it again
 * @param recipient      the envelope recipient
 * @param subject        decoded, empty when there is none
 * @param headerFrom     decoded From field, empty when there is none
 * @param clientAddress  IP address of the SMTP client
 * @param size           bytes of the message
 * @param score          spam score
 * @param rules          rules that bound the recipient
 * @param reason         for people, such as a virus name
 * @param attachments    names of the files in it, as far as they are kept
 * @param marks          what people have noted on it
 */
public record QuarantineItem(ItemId id, QuarantineKind kind, ItemStatus status, Direction direction, Instant quarantinedAt,
                             Instant expiresAt, String envelopeSender, String recipient, String subject, String headerFrom,
                             String clientAddress, long size, double score, List<String> rules, String reason,
                             List<String> attachments, ItemMarks marks) {
    public QuarantineItem {
        rules = List.copyOf(rules);
        attachments = List.copyOf(attachments);
    }

    /** An item without files on which nothing is noted. */
    public QuarantineItem(ItemId id, QuarantineKind kind, ItemStatus status, Direction direction, Instant quarantinedAt,
                          Instant expiresAt, String envelopeSender, String recipient, String subject, String headerFrom,
                          String clientAddress, long size, double score, List<String> rules, String reason) {
        this(id, kind, status, direction, quarantinedAt, expiresAt, envelopeSender, recipient, subject, headerFrom, clientAddress, size,
            score, rules, reason, List.of(), ItemMarks.none());
    }

    /** The same item in another status. */
    public QuarantineItem withStatus(ItemStatus other) {
        return new QuarantineItem(id, kind, other, direction, quarantinedAt, expiresAt, envelopeSender, recipient, subject, headerFrom,
            clientAddress, size, score, rules, reason, attachments, marks);
    }

    /** The same item with other marks. */
    public QuarantineItem withMarks(ItemMarks others) {
        return new QuarantineItem(id, kind, status, direction, quarantinedAt, expiresAt, envelopeSender, recipient, subject, headerFrom,
            clientAddress, size, score, rules, reason, attachments, others);
    }

    /** The same item with names of files. */
    public QuarantineItem withAttachments(List<String> names) {
        return new QuarantineItem(id, kind, status, direction, quarantinedAt, expiresAt, envelopeSender, recipient, subject, headerFrom,
            clientAddress, size, score, rules, reason, names, marks);
    }

    /** Domain of the recipient, in lower case. */
    public String domain() {
        return recipient.substring(recipient.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
