// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One thing by which a message can be found. Values are compared exactly, so they are brought into one form here, for writing as for
 * asking.
 *
 * @param field by what
 * @param value in lower case, at most 500 characters
 */
public record IndexTerm(IndexField field, String value) {
    public static final IndexTerm ALL = new IndexTerm(IndexField.ALL, "");
    public static final String NULL_SENDER = "<>";

    private static final int LONGEST = 500;
    private static final Set<EventType> FIRST = Set.of(EventType.RECEIVED, EventType.REFUSED, EventType.GREYLISTED, EventType.ANALYSED);
    private static final Set<EventType> RARE = Set.of(EventType.REFUSED, EventType.GREYLISTED, EventType.SCAN_DEFERRED,
        EventType.QUARANTINED, EventType.BLOCKED, EventType.RELEASED, EventType.DELETED, EventType.DEFERRED, EventType.BOUNCED);

    public IndexTerm {
        String lower = value.toLowerCase(Locale.ROOT);
        value = lower.length() > LONGEST ? lower.substring(0, LONGEST) : lower;
    }

    /** The sender's term; the empty text is the null sender. */
    public static IndexTerm sender(String sender) {
        return new IndexTerm(IndexField.SENDER, sender.isEmpty() ? NULL_SENDER : sender);
    }

    /** A Message-ID, with or without its angle brackets. */
    public static IndexTerm messageId(String text) {
        String bare = text.strip();
        return new IndexTerm(IndexField.MESSAGE_ID,
            bare.startsWith("<") && bare.endsWith(">") && bare.length() > 2 ? bare.substring(1, bare.length() - 1) : bare);
    }

    /** What an event adds to the ways in which its message can be found. */
    public static Set<IndexTerm> of(Event event) {
        Set<IndexTerm> terms = new LinkedHashSet<>();
        Map<String, String> details = event.details();
        if (FIRST.contains(event.type())) {
            terms.add(ALL);
            addSender(terms, details.get("sender"));
            add(terms, IndexField.CLIENT, details.get("client"));
            add(terms, IndexField.QUEUE_ID, details.get("queue-id"));
            if (details.containsKey("message-id")) {
                terms.add(messageId(details.get("message-id")));
            }
            if (details.containsKey("found")) {
                addAll(terms, IndexField.VIRUS, details.get("found"));
            }
        }
        event.recipient().ifPresent(recipient -> {
            add(terms, IndexField.RECIPIENT, recipient);
            add(terms, IndexField.RECIPIENT_DOMAIN, domain(recipient));
        });
        if (RARE.contains(event.type())) {
            add(terms, IndexField.EVENT, event.type().name());
        }
        if (event.type() == EventType.RULES_APPLIED) {
            addAll(terms, IndexField.RULE, details.get("rules"));
        }
        return terms;
    }

    private static void addSender(Set<IndexTerm> terms, String sender) {
        if (sender != null) {
            terms.add(sender(sender));
            add(terms, IndexField.SENDER_DOMAIN, domain(sender));
        }
    }

    private static void addAll(Set<IndexTerm> terms, IndexField field, String values) {
        if (values != null) {
            for (String value : NameList.split(values)) {
                add(terms, field, value);
            }
        }
    }

    private static void add(Set<IndexTerm> terms, IndexField field, String value) {
        if (value != null && !value.isEmpty()) {
            terms.add(new IndexTerm(field, value));
        }
    }

    /** What follows the last at sign; empty when there is none. */
    static String domain(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? "" : address.substring(at + 1);
    }
}
