// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.channel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All update channels of this node: looks for newer rules from time to time, and tells where those in force are. Rules that are put in
 * force are read by the spam engine as a changed file would be.
 */
public final class RuleChannels implements Supplier<List<Path>>, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RuleChannels.class);

    private final List<RuleChannel> channels;
    private final Clock clock;
    private final Map<String, State> states = new LinkedHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "postern-channels");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * How a channel fares.
     *
     * @param channel  its name
     * @param revision in force; empty when there is none
     * @param lookedAt when it was last looked for a newer one
     * @param result   what came of that, for people
     */
    public record State(String channel, Optional<String> revision, Optional<Instant> lookedAt, String result) {
    }

    public RuleChannels(List<RuleChannel> channels, Clock clock) {
        this.channels = List.copyOf(channels);
        this.clock = clock;
    }

    /** Looks for newer rules now and after each interval. */
    public void begin(Duration interval) {
        if (!channels.isEmpty()) {
            timer.scheduleWithFixedDelay(this::update, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Looks for newer rules soon. */
    public void updateSoon() {
        timer.execute(this::update);
    }

    /** Looks for newer rules of all channels and waits for the end; never throws. */
    public void update() {
        for (RuleChannel channel : channels) {
            try {
                RuleChannel.Outcome outcome = channel.update();
                LOGGER.info("Rule channel {}: {}", channel.name(), outcome);
                note(channel, outcome.name());
            } catch (ChannelException | RuntimeException e) {
                LOGGER.warn("Rule channel {} could not be updated, its rules stay as they are: {}", channel.name(), e.getMessage());
                note(channel, e.getMessage());
            }
        }
    }

    /** Takes a channel back to its revision before; empty when there is no such channel or no revision before. */
    public Optional<String> rollBack(String name) throws IOException {
        for (RuleChannel channel : channels) {
            if (channel.name().equals(name)) {
                Optional<String> previous = channel.rollBack();
                previous.ifPresent(revision -> note(channel, "rolled back by an administrator"));
                return previous;
            }
        }
        return Optional.empty();
    }

    /** How all channels fare. */
    public synchronized List<State> states() {
        List<State> all = new ArrayList<>();
        for (RuleChannel channel : channels) {
            all.add(states.getOrDefault(channel.name(),
                new State(channel.name(), revision(channel), Optional.empty(), "not looked for yet")));
        }
        return all;
    }

    /** Directories of the rules in force, in the order of the channels. */
    @Override
    public List<Path> get() {
        List<Path> places = new ArrayList<>();
        for (RuleChannel channel : channels) {
            try {
                channel.rules().ifPresent(places::add);
            } catch (IOException e) {
                LOGGER.warn("Rules of channel {} cannot be found: {}", channel.name(), e.toString());
            }
        }
        return places;
    }

    private synchronized void note(RuleChannel channel, String result) {
        states.put(channel.name(), new State(channel.name(), revision(channel), Optional.of(clock.instant()), result));
    }

    private static Optional<String> revision(RuleChannel channel) {
        try {
            return channel.revision();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
