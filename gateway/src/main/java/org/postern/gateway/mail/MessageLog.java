// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.mail;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.postern.analysis.facts.Facts;
import org.postern.analysis.facts.SpamHit;
import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.facts.VirusFinding;
import org.postern.analysis.rules.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * One line of JSON for each judged message, for sites that gather their servers' logs. It goes to a logger of its own, so that the
 * server's log configuration decides where; it tells the envelope and the verdict and nothing of the message's text or header. All
 * characters beyond ASCII are escaped, so that it may pass through syslog.
 */
public final class MessageLog {
    /** Name of the logger. */
    public static final String LOGGER = "org.postern.message";
    private static final int MOST_RECIPIENTS = 20;
    private static final Logger LINES = LoggerFactory.getLogger(LOGGER);

    private final ObjectMapper json = new ObjectMapper().enable(com.fasterxml.jackson.core.JsonGenerator.Feature.ESCAPE_NON_ASCII);
    private final String node;
    private final Consumer<String> lines;

    /** A log that writes to the logger. */
    public MessageLog(String node) {
        this(node, LINES::info);
    }

    MessageLog(String node, Consumer<String> lines) {
        this.node = node;
        this.lines = lines;
    }

    /** Writes the line of a message. */
    public void write(Facts facts, Verdict verdict) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", "message");
        line.put("time", DateTimeFormatter.ISO_INSTANT.format(facts.receivedAt()));
        line.put("node", node);
        line.put("id", facts.messageId());
        line.put("direction", facts.direction().name());
        line.put("client", facts.client().address());
        facts.client().authenticatedUser().ifPresent(user -> line.put("user", user));
        line.put("sender", facts.envelope().sender());
        line.put("size", facts.size());
        line.put("score", Math.round(facts.spam().score() * 10) / 10.0);
        line.put("hits", facts.spam().hits().stream().map(SpamHit::rule).toList());
        line.put("virus", facts.virus().status().name());
        line.put("found", facts.virus().findings().stream().map(VirusFinding::name).distinct().toList());
        line.put("unknown", facts.unknown().stream().map(UnknownCheck::check).toList());
        line.put("millis", facts.timingsMicros().getOrDefault("total", 0L) / 1000);
        line.put("ruleSet", verdict.ruleSetVersion());
        List<Map<String, Object>> recipients = new ArrayList<>();
        verdict.dispositions().stream().limit(MOST_RECIPIENTS).forEach(disposition -> recipients.add(Map.of("recipient",
            disposition.recipient(), "outcome", MailFiltering.outcome(disposition), "rules", disposition.rules())));
        line.put("recipients", recipients);
        line.put("recipientCount", verdict.dispositions().size());
        try {
            lines.accept(json.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line that JSON cannot hold", e);
        }
    }
}
