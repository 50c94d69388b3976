// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnslist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lists that do not serve this gateway at present. Asking on would prolong the refusal and could be taken for abuse, so each rests for
 * a time; that it rests is logged, counted and told to administrators, because mail is weighed without it meanwhile.
 */
public final class ListPauses {
    private static final Logger LOGGER = LoggerFactory.getLogger(ListPauses.class);
    private static final int MOST = 1000;

    private final Map<String, ListPause> pauses = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration usual;
    private final Metric refused;

    /**
     * Nothing rests yet.
     *
     * @param usual how long a list rests
     */
    public ListPauses(Clock clock, Duration usual, MetricFactory metrics) {
        this.clock = clock;
        this.usual = usual;
        this.refused = metrics.generate("postern.dnslist.refused");
    }

    /** Lets a list rest for the usual time. */
    public void pause(String zone, String reason) {
        pause(zone, usual, reason);
    }

    /** Lets a list rest; one that rests already goes on resting as long as it does. */
    public void pause(String zone, Duration time, String reason) {
        String name = plain(zone);
        Instant now = clock.instant();
        if (pauses.size() >= MOST) {
            pauses.values().removeIf(each -> !each.until().isAfter(now));
        }
        ListPause before = pauses.get(name);
        if (before != null && before.until().isAfter(now)) {
            return;
        }
        refused.increment();
        pauses.put(name, new ListPause(name, now.plus(time), reason));
        LOGGER.warn("The DNS list {} does not serve this gateway and is not asked for {} s: {}", name, time.toSeconds(), reason);
    }

    /** Why a list is not to be asked now. */
    public Optional<ListPause> of(String zone) {
        return Optional.ofNullable(pauses.get(plain(zone))).filter(each -> each.until().isAfter(clock.instant()));
    }

    /** Why a name is not to be asked for now: it belongs to a list that rests, or to a part of one. */
    public Optional<ListPause> covering(String name) {
        if (pauses.isEmpty()) {
            return Optional.empty();
        }
        String rest = plain(name);
        while (true) {
            Optional<ListPause> pause = of(rest);
            int dot = rest.indexOf('.');
            if (pause.isPresent() || dot < 0) {
                return pause;
            }
            rest = rest.substring(dot + 1);
        }
    }

    /** All that rest now, in order of their names. */
    public List<ListPause> current() {
        Instant now = clock.instant();
        return pauses.values().stream().filter(each -> each.until().isAfter(now)).sorted(Comparator.comparing(ListPause::zone)).toList();
    }

    /** Lets a list be asked again at once. Answers false when it did not rest. */
    public boolean end(String zone) {
        return pauses.remove(plain(zone)) != null;
    }

    private static String plain(String zone) {
        String lower = zone.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
