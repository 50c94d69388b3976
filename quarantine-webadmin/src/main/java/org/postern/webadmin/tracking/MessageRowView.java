// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.tracking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.postern.gateway.tracking.search.MessageRow;
import org.postern.gateway.tracking.search.TrackedMessage;
import org.postern.gateway.tracking.search.TrackedRecipient;

/** Rows of a search as they are shown: the same fields in JSON, JSON lines and CSV. */
final class MessageRowView {
    static final List<String> FIELDS = List.of("time", "id", "direction", "sender", "recipient", "status", "since", "reason", "reply",
        "rules",
        "subject", "client", "user", "messageId", "queueId", "size", "score", "viruses", "node");

    private MessageRowView() {
    }

    static Map<String, Object> of(MessageRow row) {
        TrackedMessage message = row.message();
        TrackedRecipient recipient = row.recipient();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("time", message.time().toString());
        view.put("id", message.id());
        view.put("direction", message.outgoing() ? "OUTGOING" : "INCOMING");
        view.put("sender", message.sender().orElse(null));
        view.put("recipient", recipient.address().orElse(null));
        view.put("status", recipient.status().name());
        view.put("since", recipient.since().toString());
        view.put("reason", recipient.reason().orElse(null));
        view.put("reply", recipient.reply().orElse(null));
        view.put("rules", recipient.rules());
        view.put("subject", message.subject().orElse(null));
        view.put("client", message.client().orElse(null));
        view.put("user", message.user().orElse(null));
        view.put("messageId", message.headerId().orElse(null));
        view.put("queueId", message.queueId().orElse(null));
        view.put("size", message.size().isPresent() ? message.size().getAsLong() : null);
        view.put("score", message.score().isPresent() ? message.score().getAsDouble() : null);
        view.put("viruses", message.viruses());
        view.put("node", message.node());
        return view;
    }

    /** One line of CSV after RFC 4180. What a spreadsheet would take for a formula is given an apostrophe. */
    static String csv(Map<String, Object> view) {
        return FIELDS.stream().map(view::get).map(MessageRowView::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    static String csvHead() {
        return FIELDS.stream().collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = value instanceof List<?> list ? list.stream().map(Object::toString).collect(Collectors.joining("; "))
            : value.toString();
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
