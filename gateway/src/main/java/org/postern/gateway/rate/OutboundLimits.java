// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.rate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.postern.gateway.StorageUnavailableException;
import org.postern.gateway.config.OutboundConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when one of our own sends as only a stolen password or a captured machine does, and stops it before the gateway's name
 * suffers. Decides from memory; {@link #exchange} shares counts and holds between nodes.
 */
public final class OutboundLimits {
    private static final Logger LOGGER = LoggerFactory.getLogger(OutboundLimits.class);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final OutboundConfiguration configuration;
    private final SharedRate hour;
    private final SharedRate day;
    private final HoldStore holds;
    private final OutboundAlert alert;
    private final Clock clock;
    private final Map<String, Instant> alerted = new ConcurrentHashMap<>();
    private volatile Map<String, Hold> held = Map.of();

    public OutboundLimits(OutboundConfiguration configuration, String node, RateStore rates, HoldStore holds, OutboundAlert alert,
                          Clock clock) {
        this.configuration = configuration;
        this.hour = new SharedRate(node, HOUR, rates, clock);
        this.day = new SharedRate(node, DAY, rates, clock);
        this.holds = holds;
        this.alert = alert;
        this.clock = clock;
    }

    /**
     * Counts one more recipient of a sender.
     *
     * @param user        the one who signed in, or empty
     * @param address     address of the client
     * @param transaction id of the transaction
     * @return why the recipient is not taken now, or empty
     */
    public Optional<String> recipient(Optional<String> user, String address, String transaction) {
        String sender = user.orElse(address);
        if (held.containsKey(sender)) {
            return Optional.of("Mail of " + sender + " is held until an administrator has looked at it");
        }
        int hourly = user.isPresent() ? configuration.recipientsPerHour() : configuration.clientPerHour();
        int daily = user.isPresent() ? configuration.recipientsPerDay() : 0;
        long withinHour = hourly > 0 ? hour.add(sender, 1) : 0;
        long withinDay = daily > 0 ? day.add(sender, 1) : 0;
        if (hourly > 0 && withinHour > hourly) {
            return Optional.of(exceeded(sender, transaction, "more than " + hourly + " recipients within an hour"));
        }
        if (daily > 0 && withinDay > daily) {
            return Optional.of(exceeded(sender, transaction, "more than " + daily + " recipients within a day"));
        }
        return Optional.empty();
    }

    /** Who is held now. */
    public List<Hold> holds() {
        return held.values().stream().sorted((one, other) -> one.since().compareTo(other.since())).toList();
    }

    /** Lets a sender go; false when nobody of this name is held. */
    public boolean release(String sender) {
        boolean was = held.containsKey(sender);
        holds.remove(sender);
        hour.forget(sender);
        day.forget(sender);
        alerted.remove(sender);
        refreshHolds();
        return was;
    }

    /** Shares counts and holds with the other nodes; called every few seconds, beside the mail. */
    public void exchange() {
        hour.exchange();
        day.exchange();
        Instant now = clock.instant();
        alerted.values().removeIf(at -> at.plus(HOUR).isBefore(now));
        try {
            refreshHolds();
        } catch (StorageUnavailableException e) {
            LOGGER.warn("Senders on hold cannot be read now: {}", e.getMessage());
        }
    }

    private String exceeded(String sender, String transaction, String reason) {
        Instant now = clock.instant();
        if (alerted.putIfAbsent(sender, now) == null) {
            boolean hold = configuration.hold() && hold(new Hold(sender, now, reason));
            alert.exceeded(transaction, sender, reason, hold);
        }
        return "Too much mail from " + sender + ": " + reason;
    }

    private boolean hold(Hold hold) {
        Map<String, Hold> more = new HashMap<>(held);
        more.put(hold.name(), hold);
        held = Map.copyOf(more);
        try {
            holds.put(hold);
        } catch (StorageUnavailableException e) {
            LOGGER.warn("{} is held on this node alone: {}", hold.name(), e.getMessage());
        }
        return true;
    }

    private void refreshHolds() {
        Map<String, Hold> fresh = new HashMap<>();
        holds.all().forEach(hold -> fresh.put(hold.name(), hold));
        held = Map.copyOf(fresh);
    }
}
