// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.icap;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.IcapConfiguration;
import org.postern.gateway.scan.EngineAnswer;
import org.postern.gateway.scan.EngineVersion;
import org.postern.gateway.scan.VirusScanner;
import org.postern.gateway.scan.wire.Deadlines;
import org.postern.gateway.scan.wire.ServerAddress;
import org.postern.gateway.scan.wire.SessionPool;
import org.postern.gateway.scan.wire.TimeLeft;
import org.postern.gateway.scan.wire.Wire;
import org.postern.gateway.scan.wire.WireSettings;

/**
 * Scans with an ICAP service (RFC 3507), on connections that are kept. What the service offers is asked with OPTIONS and asked again
 * when that is too old.
 */
public final class IcapScanner implements VirusScanner, AutoCloseable {
    private final String name;
    private final IcapConfiguration configuration;
    private final IcapRequest requests;
    private final IcapAnswers answers;
    private final WireSettings wire;
    private final Deadlines deadlines = new Deadlines();
    private final SessionPool<IcapConnection> pool;
    private volatile Optional<IcapOptions> options = Optional.empty();

    /**
     * Makes the engine.
     *
     * @param name    its name, such as {@code icap}
     * @param service one of the configuration's services
     */
    public IcapScanner(String name, URI service, IcapConfiguration configuration) {
        this.name = name;
        this.configuration = configuration;
        this.requests = new IcapRequest(service);
        this.answers = new IcapAnswers(service.toString(), new IcapThreats(configuration.threatHeaders()));
        this.wire = new WireSettings(new ServerAddress.Tcp(service.getHost().replaceAll("[\\[\\]]", ""), service.getPort()),
            configuration.connectTimeout(), configuration.readTimeout(), "icap.read-timeout");
        this.pool = new SessionPool<>(configuration.sessions(), configuration.sessionIdle(), deadlines);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public EngineAnswer scan(MessageSource content, Duration limit) {
        TimeLeft left = TimeLeft.of(limit);
        try {
            long size = content.size();
            if (size > configuration.maxSize()) {
                return EngineAnswer.Unknown.forGood("the message has " + size + " bytes, more than icap.max-size-mb allows ("
                    + configuration.maxSize() + ")");
            }
            IcapOptions current = current(left);
            if (!current.offers(configuration.method())) {
                return new EngineAnswer.Unknown(answers.where() + " has no method " + configuration.method() + ", only "
                    + String.join(", ", current.methods()));
            }
            OptionalInt preview = configuration.preview() ? current.preview() : OptionalInt.empty();
            return onConnection(left, connection -> connection.scan(configuration.method(), content, preview, answers));
        } catch (IOException | RuntimeException e) {
            return answers.failed(e);
        }
    }

    @Override
    public EngineVersion version(Duration limit) throws IOException {
        return ask(TimeLeft.of(limit)).version();
    }

    @Override
    public void close() {
        pool.close();
        deadlines.close();
    }

    private IcapOptions current(TimeLeft left) throws IOException {
        Optional<IcapOptions> known = options.filter(IcapOptions::isCurrent);
        return known.isPresent() ? known.get() : ask(left);
    }

    private IcapOptions ask(TimeLeft left) throws IOException {
        IcapOptions answer = onConnection(left, IcapConnection::options);
        options = Optional.of(answer);
        return answer;
    }

    @FunctionalInterface
    private interface Exchange<T> {
        T with(IcapConnection connection) throws IOException;
    }

    /** Uses a kept connection; one that has ended meanwhile is replaced by a new one, once. */
    private <T> T onConnection(TimeLeft left, Exchange<T> exchange) throws IOException {
        Optional<IcapConnection> kept = pool.take();
        if (kept.isPresent()) {
            try {
                return exchange(kept.get(), left, true, exchange);
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException e) {
                // Servers close connections after some time or number of requests, without telling.
                return exchange(open(left), left, false, exchange);
            }
        }
        return exchange(open(left), left, false, exchange);
    }

    private IcapConnection open(TimeLeft left) throws IOException {
        Wire opened = Wire.open(wire, left, deadlines);
        try {
            return new IcapConnection(opened, requests);
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    private <T> T exchange(IcapConnection connection, TimeLeft left, boolean kept, Exchange<T> exchange) throws IOException {
        boolean keep = false;
        try {
            if (kept) {
                connection.begin(left);
            }
            T result = exchange.with(connection);
            keep = connection.end() && !(result instanceof EngineAnswer.Unknown);
            return result;
        } finally {
            if (keep) {
                pool.give(connection);
            } else {
                connection.close();
            }
        }
    }
}
