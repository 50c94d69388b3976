// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.tracking;

import java.util.Map;
import java.util.TreeMap;

import org.postern.gateway.tracking.Event;

/**
 * Counts generated mail in the simplest way, event by event and without the store, to hold the statistics to.
 */
final class NaiveRecount {
    private final Map<String, Long> numbers = new TreeMap<>();

    void add(Event event) {
        Map<String, String> details = event.details();
        switch (event.type()) {
            case RECEIVED -> {
                one("TOTAL in COUNT");
                add("TOTAL in BYTES", Long.parseLong(details.get("size")));
                if (details.get("sender").isEmpty()) {
                    one("TOTAL in BOUNCES");
                } else {
                    one("REMOTE_SENDER " + details.get("sender") + " COUNT");
                }
            }
            case ANALYSED -> {
                double score = Double.parseDouble(details.get("score"));
                if (score >= 3) {
                    one("TOTAL in SPAM");
                }
                one("TOTAL in ANALYSED");
                add("TOTAL in MICROS", Long.parseLong(details.get("micros")));
                one("SCORE " + (int) Math.max(0, Math.min(10, Math.floor(score))) + " COUNT");
            }
            case RULES_APPLIED -> {
                one("RULE " + details.get("rules") + " COUNT");
                one("RECEIVER " + event.recipient().orElseThrow() + " COUNT");
            }
            case GREYLISTED, REFUSED -> {
                one("TOTAL in " + event.type().name());
                one("REJECT " + details.get("check") + " COUNT");
            }
            case DELIVERED, BOUNCED, QUARANTINED -> one("TOTAL in " + event.type().name());
            case QUEUED -> { }
            default -> throw new IllegalStateException("not generated: " + event.type());
        }
    }

    Map<String, Long> numbers() {
        return numbers;
    }

    private void one(String name) {
        add(name, 1);
    }

    private void add(String name, long amount) {
        numbers.merge(name, amount, Long::sum);
    }
}
