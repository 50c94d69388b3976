// SPDX-License-Identifier: Apache-2.0
package org.postern.mailets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.postern.analysis.facts.Direction;
import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.VirusScan;
import org.postern.analysis.message.HeaderRewrite;
import org.postern.analysis.message.HeaderText;
import org.postern.analysis.rules.Action;
import org.postern.analysis.rules.BoundAction;
import org.postern.analysis.rules.Disposition;
import org.postern.analysis.rules.Macros;
import org.postern.analysis.rules.Verdict;
import org.postern.analysis.rules.explain.ShortWords;

/**
 * Which header fields a delivered message loses and gains. What a stranger wrote into fields that speak for this gateway is removed, or
 * a mail client behind it would believe the stranger.
 */
public final class DeliveryHeaders {
    private static final Set<String> FOREIGN_INCOMING = Set.of("X-Spam-", "X-Virus-", "X-Postern-");
    /** A message that leaves keeps what other software here has written, but does not tell the world what we think of it. */
    private static final Set<String> FOREIGN_OUTGOING = Set.of("X-Postern-");
    private static final int MOST_HITS = 50;
    private static final int MOST_STARS = 50;

    private static final String MESSAGE_ID = "Message-ID";
    private static final String SUBJECT = "Subject";

    private final ActionContexts contexts;
    private final AuthenticationHeaders senders;
    private final boolean explained;

    /** Header fields in which results of sender checks stand under this host's name. */
    public DeliveryHeaders(ActionContexts contexts) {
        this(contexts, contexts.host(), true);
    }

    /**
     * Header fields as the administrator wants them.
     *
     * @param speaker   name under which results of sender checks stand
     * @param explained whether incoming mail says why it was delivered
     */
    public DeliveryHeaders(ActionContexts contexts, String speaker, boolean explained) {
        this.contexts = contexts;
        this.senders = new AuthenticationHeaders(speaker);
        this.explained = explained;
    }

    ActionContexts contexts() {
        return contexts;
    }

    /**
     * The rewrite for recipients who get the same message.
     *
     * @param group at least one; all with the same header actions
     */
    public HeaderRewrite rewrite(Facts facts, List<Disposition> group, Verdict verdict) {
        Map<String, Field> fields = new LinkedHashMap<>();
        put(fields, "X-Postern-Id", facts.messageId());
        if (facts.direction() == Direction.INCOMING) {
            put(fields, "X-Virus-Status", virusStatus(facts.virus()));
            put(fields, "X-Spam-Score", score(facts));
            put(fields, "X-Spam-Flag", facts.spam().isSpam() ? "YES" : "NO");
            put(fields, "X-Spam-Level", level(facts));
            put(fields, "X-Spam-Status", spamStatus(facts));
            if (explained) {
                put(fields, "X-Postern-Reason", ShortWords.of(facts, group));
            }
        }
        Set<String> replaced = new HashSet<>(verdict.ownFields());
        for (BoundAction bound : group.get(0).bound()) {
            if (bound.action() instanceof Action.SetHeader set) {
                replaced.add(set.field());
                put(fields, set.field(), Macros.substitute(set.value(), contexts.of(facts, bound, verdict.dispositions())));
            } else if (bound.action() instanceof Action.TagExternal tag) {
                tag(fields, replaced, tag, facts);
            }
        }
        if (DeliveredBody.keepsOriginal(group.get(0))) {
            // The original may be released beside this one, and must not be taken for the same message.
            replaced.add(MESSAGE_ID);
            put(fields, MESSAGE_ID, "<" + facts.messageId() + ".without-attachments@" + contexts.host() + ">");
        }
        boolean incoming = facts.direction() == Direction.INCOMING;
        List<String> lines = new ArrayList<>(incoming ? senders.fields(facts) : List.of());
        fields.values().forEach(field -> lines.add(HeaderText.field(field.name(), field.value())));
        HeaderRewrite rewrite = HeaderRewrite.removing(replaced, incoming ? FOREIGN_INCOMING : FOREIGN_OUTGOING).adding(lines);
        return incoming ? rewrite.removingWhere(senders::forged) : rewrite;
    }

    /** The rewrite for a message that someone lets go on without a verdict of the filter: no verdict is told, a stranger's least of all. */
    HeaderRewrite released(String messageId) {
        return HeaderRewrite.removing(Set.of(), FOREIGN_INCOMING).removingWhere(senders::forged)
            .adding(List.of(HeaderText.field("X-Postern-Id", messageId)));
    }

    private static void tag(Map<String, Field> fields, Set<String> replaced, Action.TagExternal tag, Facts facts) {
        put(fields, "X-Postern-External", "yes");
        Field changed = fields.get("subject");
        String subject = changed == null ? facts.header(SUBJECT).orElse("") : changed.value();
        if (!tag.subjectPrefix().isEmpty() && !subject.contains(tag.subjectPrefix().strip())) {
            replaced.add(SUBJECT);
            put(fields, SUBJECT, tag.subjectPrefix() + subject);
        }
    }

    private static void put(Map<String, Field> fields, String name, String value) {
        fields.put(name.toLowerCase(Locale.ROOT), new Field(name, value));
    }

    private static String virusStatus(VirusScan scan) {
        return switch (scan.status()) {
            case CLEAN -> scan.findings().isEmpty() ? "Clean" : "Suspicious (" + names(scan) + ")";
            case INFECTED -> "Infected (" + names(scan) + ")";
            case UNKNOWN -> "Unknown";
            case DISABLED -> "Not-Scanned";
        };
    }

    private static String names(VirusScan scan) {
        return scan.findings().stream().map(finding -> finding.name()).distinct().collect(Collectors.joining(", "));
    }

    private static String score(Facts facts) {
        return String.format(Locale.ROOT, "%.1f", facts.spam().score());
    }

    private static String spamStatus(Facts facts) {
        List<SpamHit> hits = facts.spam().hits();
        String tests = hits.isEmpty() ? "none" : hits.stream().limit(MOST_HITS).map(SpamHit::rule).collect(Collectors.joining(","));
        return (facts.spam().isSpam() ? "Yes" : "No") + ", score=" + score(facts)
            + String.format(Locale.ROOT, " required=%.1f", facts.spam().required()) + " tests=" + tests;
    }

    /** A star for each full point, for mail programs that can only compare text. */
    private static String level(Facts facts) {
        return "*".repeat((int) Math.max(0, Math.min(MOST_STARS, facts.spam().score())));
    }

    private record Field(String name, String value) {
    }
}
