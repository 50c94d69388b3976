// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/** One question on its way: it goes from server to server until one has an answer, or the tries are over. */
final class Lookup {
    private static final int MOST_ALIASES = 8;

    private final List<NameServer> servers;
    private final DnsType type;
    private final int tries;
    private final Executor executor;
    private final DnsMetrics metrics;
    private final CompletableFuture<AnswerReader.Read> result = new CompletableFuture<>();
    private Name name;
    private int begun;
    private int aliases;
    private int turn;
    private DnsAnswer lastFailure = new DnsAnswer.TimedOut("no name server answers at present");

    Lookup(List<NameServer> servers, int firstServer, Name name, DnsType type, int tries, Executor executor, DnsMetrics metrics) {
        this.servers = servers;
        this.turn = firstServer;
        this.name = name;
        this.type = type;
        this.tries = tries;
        this.executor = executor;
        this.metrics = metrics;
    }

    CompletableFuture<AnswerReader.Read> start() {
        next();
        return result;
    }

    private void next() {
        if (begun >= tries) {
            end(lastFailure);
            return;
        }
        for (int i = 0; i < servers.size(); i++) {
            NameServer server = servers.get(Math.floorMod(turn++, servers.size()));
            if (server.available(System.nanoTime())) {
                begun++;
                send(server, true);
                return;
            }
        }
        end(lastFailure);
    }

    private void send(NameServer server, boolean extensions) {
        Message message = Message.newQuery(Record.newRecord(name, type.number(), DClass.IN));
        metrics.sent();
        long asked = System.nanoTime();
        server.ask(message, extensions, executor).whenComplete((answer, failure) -> {
            try {
                if (failure != null) {
                    unanswered(server, asked,
                        failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
                } else {
                    answered(server, asked, answer, extensions);
                }
            } catch (RuntimeException e) {
                lastFailure = new DnsAnswer.ServerFailure(server + ": " + e);
                next();
            }
        });
    }

    private void unanswered(NameServer server, long asked, Throwable failure) {
        server.failed(asked, System.nanoTime());
        boolean late = failure instanceof TimeoutException || failure instanceof SocketTimeoutException
            || String.valueOf(failure.getMessage()).contains("timed out");
        lastFailure = late ? new DnsAnswer.TimedOut(server + " did not answer in time")
            : new DnsAnswer.ServerFailure(server + ": " + failure.getMessage());
        if (late) {
            metrics.late();
        }
        next();
    }

    private void answered(NameServer server, long asked, Message answer, boolean extensions) {
        server.answered(asked, System.nanoTime());
        int code = answer.getRcode();
        if (extensions && (code == Rcode.FORMERR || code == Rcode.NOTIMP)) {
            // An old server that knows no EDNS.
            send(server, false);
            return;
        }
        AnswerReader.Read read = AnswerReader.read(answer, name, type);
        if (read.answer().failed()) {
            lastFailure = new DnsAnswer.ServerFailure(server + ": " + read.answer().failure());
            next();
        } else if (read.goOn().isPresent()) {
            if (++aliases > MOST_ALIASES) {
                end(new DnsAnswer.ServerFailure("too many aliases"));
                return;
            }
            name = read.goOn().get();
            begun = 0;
            next();
        } else {
            result.complete(read);
        }
    }

    private void end(DnsAnswer failure) {
        Duration lifetime = failure instanceof DnsAnswer.ServerFailure ? AnswerReader.FAILURE_LIFETIME : Duration.ZERO;
        result.complete(new AnswerReader.Read(failure, lifetime, Optional.empty()));
    }
}
