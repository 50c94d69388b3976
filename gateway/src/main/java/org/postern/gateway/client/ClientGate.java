// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.postern.gateway.config.ClientConfiguration;

/**
 * Decides from connections and their conduct alone who is let in, who waits and who is answered slowly, so that a flood is turned away
 * before it costs anything. It decides from memory alone, for it is asked on the threads that serve all connections; what other nodes
 * know of a client comes later, by {@link #recall}.
 */
public final class ClientGate {
    private static final int MOST_NETWORKS = 100_000;
    private static final String EVERYBODY = "";
    private static final double CROWDED = 0.1;
    private static final double BUSY = 0.7;
    private static final int RESERVE = 4;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MEMORY = Duration.ofMinutes(10);

    /** What is counted for each client network. */
    public enum Kind {
        CONNECTIONS,
        MESSAGES,
        RECIPIENTS,
        ERRORS
    }

    private final ClientConfiguration configuration;
    private final Predicate<String> welcome;
    private final OpenConnections open = new OpenConnections();
    private final PassedClients passed;
    private final MinuteCounts[] counts = new MinuteCounts[Kind.values().length];
    private final MinuteCounts offences;
    private final AtomicInteger tarpitted = new AtomicInteger();
    private final Map<Admission.Reason, Metric> turnedAway;
    private final Map<Violation, Metric> violations;
    private final Metric slowed;

    /** @param welcome further client addresses that are neither tested nor limited; asked often, so it must not wait */
    public ClientGate(ClientConfiguration configuration, Predicate<String> welcome, PassedClientStore passed, Clock clock,
                      MetricFactory metrics) {
        this.configuration = configuration;
        this.welcome = welcome;
        this.passed = new PassedClients(configuration.passedFor(), passed, clock);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new MinuteCounts(MINUTE, MOST_NETWORKS, clock);
        }
        this.offences = new MinuteCounts(MEMORY, MOST_NETWORKS, clock);
        this.turnedAway = Map.of(
            Admission.Reason.FULL, metrics.generate("postern.smtp.turned-away.full"),
            Admission.Reason.CONNECTIONS, metrics.generate("postern.smtp.turned-away.connections"),
            Admission.Reason.RATE, metrics.generate("postern.smtp.turned-away.rate"),
            Admission.Reason.ERRORS, metrics.generate("postern.smtp.turned-away.errors"));
        this.violations = Map.of(
            Violation.EARLY_TALK, metrics.generate("postern.smtp.violations.early-talk"),
            Violation.PIPELINING, metrics.generate("postern.smtp.violations.pipelining"),
            Violation.LINE_END, metrics.generate("postern.smtp.violations.line-end"),
            Violation.FOREIGN_COMMAND, metrics.generate("postern.smtp.violations.foreign-command"),
            Violation.TOO_SLOW, metrics.generate("postern.smtp.violations.too-slow"));
        this.slowed = metrics.generate("postern.smtp.tarpitted");
    }

    public ClientConfiguration configuration() {
        return configuration;
    }

    /** Whether a client is neither tested nor limited. */
    public boolean isExempt(String address) {
        return configuration.exempt().stream().anyMatch(network -> network.contains(address)) || welcome.test(address);
    }

    /** Whether somebody may name the client he comes for; whoever may can be any client he likes. */
    public boolean isBalancer(String address) {
        return configuration.balancers().stream().anyMatch(network -> network.contains(address));
    }

    /** Receives a connection; one that was received must be {@link #leave left} once, refused or not. */
    public Admission enter(String address) {
        String network = ClientNetworks.of(address);
        int ofNetwork = open.open(network);
        if (isExempt(address)) {
            return new Admission.Welcome(Duration.ZERO, false);
        }
        boolean known = passed.contains(address);
        Optional<Admission.Refused> refusal = refusal(network, ofNetwork, known);
        if (refusal.isPresent()) {
            turnedAway.get(refusal.get().reason()).increment();
            return refusal.get();
        }
        return new Admission.Welcome(known ? Duration.ZERO : greetDelay(), true);
    }

    /** Ends a connection. */
    public void leave(String address) {
        open.close(ClientNetworks.of(address));
    }

    /** Remembers that a client has behaved as a mail server does. */
    public void passed(String address) {
        passed.add(address);
    }

    /**
     * Asks what other nodes, or this one before its last start, remember of a client that waits for its greeting: until when it counts
     * as one that has passed. Completes with nothing when that is not known or cannot be found out; does not fail.
     */
    public CompletionStage<Optional<Instant>> recall(String address) {
        return passed.recall(address);
    }

    /** Takes what was recalled of a client; one that has broken the rules meanwhile is forgotten on all nodes. */
    public void recalled(String address, Instant end, boolean behaves) {
        if (behaves) {
            passed.recalled(address, end);
        } else {
            passed.forget(address);
        }
    }

    /** Remembers that it has not. */
    public void failed(String address, Violation violation) {
        passed.remove(address);
        violations.get(violation).increment();
    }

    /** Whether a client has behaved well lately. */
    public boolean hasPassed(String address) {
        return passed.contains(address);
    }

    /**
     * Counts something a client has done.
     *
     * @return whether that is more than is allowed now
     */
    public boolean count(String address, Kind kind) {
        if (isExempt(address)) {
            return false;
        }
        String network = ClientNetworks.of(address);
        if (kind == Kind.ERRORS) {
            offences.add(network, 1);
        }
        boolean all = exceeds(counts[kind.ordinal()].add(EVERYBODY, 1), mostOfAll(kind));
        return exceeds(counts[kind.ordinal()].add(network, 1), most(kind)) || all;
    }

    /** How much later than usual a client gets its answers. */
    public Duration slowness(String address) {
        boolean offender = configuration.tarpitAfter() > 0 && !isExempt(address)
            && offences.of(ClientNetworks.of(address)) >= configuration.tarpitAfter();
        return offender ? configuration.tarpitDelay() : Duration.ZERO;
    }

    /** Takes one of the places for slow answers; where none is left the connection is better closed. */
    public boolean slowDown() {
        if (tarpitted.incrementAndGet() > configuration.tarpitted()) {
            tarpitted.decrementAndGet();
            return false;
        }
        slowed.increment();
        return true;
    }

    /** Gives the place back. */
    public void slowedDown() {
        tarpitted.decrementAndGet();
    }

    /** Whether most connections are taken. */
    public boolean isBusy() {
        return open.all() > configuration.connections() * BUSY;
    }

    /** Most time for one command now. */
    public Duration commandTimeout(String address) {
        return isBusy() && !isExempt(address) ? configuration.busyCommandTimeout() : configuration.commandTimeout();
    }

    /** Connections that are open now. */
    public int connections() {
        return open.all();
    }

    private Optional<Admission.Refused> refusal(String network, int ofNetwork, boolean known) {
        // A flood of strangers must not keep out those who have proved to be mail servers.
        int reserve = known ? configuration.connections() / RESERVE : 0;
        if (open.all() > configuration.connections() + reserve) {
            return Optional.of(new Admission.Refused(Admission.Reason.FULL, "4.3.2 Too many connections, try again later"));
        }
        if (exceeds(ofNetwork, configuration.connectionsPerNetwork())) {
            return Optional.of(new Admission.Refused(Admission.Reason.CONNECTIONS, "4.7.0 Too many connections from your network"));
        }
        boolean all = exceeds(counts[Kind.CONNECTIONS.ordinal()].add(EVERYBODY, 1), configuration.allConnectionsPerMinute());
        if (exceeds(counts[Kind.CONNECTIONS.ordinal()].add(network, 1), configuration.connectionsPerMinute()) || all) {
            return Optional.of(new Admission.Refused(Admission.Reason.RATE, "4.7.0 Connections come too fast, try again later"));
        }
        if (exceeds(counts[Kind.ERRORS.ordinal()].of(network), configuration.errorsPerMinute())) {
            return Optional.of(new Admission.Refused(Admission.Reason.ERRORS, "4.7.0 Too many errors from your network, try again later"));
        }
        if (!known && exceeds(counts[Kind.ERRORS.ordinal()].of(EVERYBODY), configuration.allErrorsPerMinute())) {
            return Optional.of(new Admission.Refused(Admission.Reason.ERRORS, "4.7.0 Too many errors of strangers, try again later"));
        }
        return Optional.empty();
    }

    /** In a crowd strangers wait less: mail servers among them must still come through, and most robots speak at once. */
    private Duration greetDelay() {
        Duration usual = configuration.greetDelay();
        Duration crowded = configuration.busyGreetDelay();
        return open.all() > configuration.connections() * CROWDED && crowded.compareTo(usual) < 0 ? crowded : usual;
    }

    private int most(Kind kind) {
        return switch (kind) {
            case CONNECTIONS -> configuration.connectionsPerMinute();
            case MESSAGES -> configuration.messagesPerMinute();
            case RECIPIENTS -> configuration.recipientsPerMinute();
            case ERRORS -> configuration.errorsPerMinute();
        };
    }

    private int mostOfAll(Kind kind) {
        return switch (kind) {
            case CONNECTIONS -> configuration.allConnectionsPerMinute();
            case MESSAGES -> configuration.allMessagesPerMinute();
            case RECIPIENTS -> configuration.allRecipientsPerMinute();
            // What others do wrong ends nobody's connection; it keeps further strangers out.
            case ERRORS -> 0;
        };
    }

    private static boolean exceeds(long count, int most) {
        return most > 0 && count > most;
    }
}
