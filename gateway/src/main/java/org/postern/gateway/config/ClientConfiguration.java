// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.postern.gateway.network.DomainPattern;
import org.postern.gateway.network.IpNetwork;

/**
 * How strangers that connect by SMTP are tested and limited before anything is known of their mail.
 *
 * @param exempt                  clients that are neither tested nor limited
 * @param balancers               who may name the client he comes for by the PROXY protocol, where a port asks for it
 * @param greetDelay              time a client that never passed must wait for the greeting; zero for none
 * @param busyGreetDelay          the same while a tenth of the connections are taken, if that is shorter
 * @param passedFor               time a client that passed is greeted at once
 * @param earlyTalk               what follows from speaking before the greeting
 * @param pipelining              what follows from sending commands without waiting where waiting is demanded
 * @param lineEnds                what follows from line ends other than CRLF
 * @param foreignCommands         what follows from commands of other protocols
 * @param connections             most connections in all
 * @param connectionsPerNetwork   most connections of one client network at a time; 0 for any number
 * @param connectionsPerMinute    most connections of one client network within a minute; 0 for any number
 * @param messagesPerMinute       the same for messages
 * @param recipientsPerMinute     the same for recipients
 * @param errorsPerMinute         the same for commands that were refused
 * @param allConnectionsPerMinute most connections of all strangers within a minute; 0 for any number
 * @param allMessagesPerMinute    the same for messages
 * @param allRecipientsPerMinute  the same for recipients
 * @param allErrorsPerMinute      refused commands of all strangers within a minute from which on only clients that passed are let in; 0
 *                                for never
 * @param errorsPerConnection     refused commands after which a connection is closed; 0 for any number
 * @param tarpitAfter             refused commands within ten minutes after which a network is answered slowly; 0 for never
 * @param tarpitDelay             how much later it gets each answer
 * @param tarpitted               most connections that are answered slowly at a time; more are closed
 * @param commandTimeout          most time a client may take for one command
 * @param busyCommandTimeout      the same while most connections are taken
 * @param dataTimeout             most time without progress while a message is sent
 * @param leastDataRate           bytes for each second that a message must bring, after its first minute; 0 for any
 */
public record ClientConfiguration(List<IpNetwork> exempt, List<IpNetwork> balancers, Duration greetDelay,
                                  Duration busyGreetDelay, Duration passedFor, Conduct earlyTalk,
                                  Conduct pipelining, Conduct lineEnds, Conduct foreignCommands, int connections,
                                  int connectionsPerNetwork, int connectionsPerMinute, int messagesPerMinute, int recipientsPerMinute,
                                  int errorsPerMinute, int allConnectionsPerMinute, int allMessagesPerMinute,
                                  int allRecipientsPerMinute, int allErrorsPerMinute, int errorsPerConnection,
                                  int tarpitAfter, Duration tarpitDelay, int tarpitted, Duration commandTimeout,
                                  Duration busyCommandTimeout, Duration dataTimeout, int leastDataRate,
                                  List<DomainPattern> tlsSenders) {
    private static final List<IpNetwork> LOOPBACK = List.of(IpNetwork.parse("127.0.0.0/8"), IpNetwork.parse("::1"));
    private static final int MOST = 1_000_000;

    /** What follows when a client breaks a rule of the protocol. */
    public enum Conduct {
        REFUSE,
        RECORD
    }

    static ClientConfiguration from(Settings settings) {
        Duration none = Duration.ZERO;
        Duration minute = Duration.ofMinutes(1);
        return new ClientConfiguration(
            networks(settings),
            balancers(settings),
            settings.duration("smtp.greet-delay", Duration.ofSeconds(4), none, minute),
            settings.duration("smtp.greet-delay-busy", Duration.ofSeconds(1), none, minute),
            settings.duration("smtp.passed-for", Duration.ofDays(7), minute, Duration.ofDays(365)),
            settings.choice("smtp.early-talk", Conduct.REFUSE, Conduct.class),
            settings.choice("smtp.pipelining", Conduct.REFUSE, Conduct.class),
            settings.choice("smtp.line-ends", Conduct.REFUSE, Conduct.class),
            settings.choice("smtp.foreign-commands", Conduct.REFUSE, Conduct.class),
            settings.integer("smtp.connections", 4000, 1, MOST),
            settings.integer("smtp.connections-per-network", 50, 0, MOST),
            settings.integer("smtp.connections-per-minute", 0, 0, MOST),
            settings.integer("smtp.messages-per-minute", 0, 0, MOST),
            settings.integer("smtp.recipients-per-minute", 0, 0, MOST),
            settings.integer("smtp.errors-per-minute", 60, 0, MOST),
            settings.integer("smtp.all-connections-per-minute", 0, 0, MOST),
            settings.integer("smtp.all-messages-per-minute", 0, 0, MOST),
            settings.integer("smtp.all-recipients-per-minute", 0, 0, MOST),
            settings.integer("smtp.all-errors-per-minute", 0, 0, MOST),
            settings.integer("smtp.errors-per-connection", 20, 0, MOST),
            settings.integer("smtp.tarpit-after", 20, 0, MOST),
            settings.duration("smtp.tarpit-delay", Duration.ofSeconds(5), none, minute),
            settings.integer("smtp.tarpit-connections", 500, 0, MOST),
            settings.duration("smtp.command-timeout", Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofHours(1)),
            settings.duration("smtp.command-timeout-busy", Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofHours(1)),
            settings.duration("smtp.data-timeout", Duration.ofMinutes(3), Duration.ofSeconds(1), Duration.ofHours(1)),
            settings.integer("smtp.least-data-rate", 256, 0, MOST),
            settings.list("smtp.tls-senders", DomainPattern::parse,
                "domains separated by commas, each exact (example.org) or with a leading dot for its subdomains (.example.org)"));
    }

    private static List<IpNetwork> balancers(Settings settings) {
        List<IpNetwork> given = settings.list("smtp.balancers", IpNetwork::parse, "IP addresses and networks separated by commas");
        return given.isEmpty() ? LOOPBACK : given;
    }

    private static List<IpNetwork> networks(Settings settings) {
        if (settings.text("smtp.exempt-networks").filter(text -> text.toLowerCase(Locale.ROOT).equals("none")).isPresent()) {
            return List.of();
        }
        List<IpNetwork> given = settings.list("smtp.exempt-networks", IpNetwork::parse,
            "none, or IP addresses and networks separated by commas");
        return given.isEmpty() ? LOOPBACK : given;
    }
}
