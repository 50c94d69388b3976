// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.clamd;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.ClamdConfiguration;
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
 * Scans with clamd, over TCP or a unix socket, on connections that are kept. Everything but a plain "OK" or "FOUND" for the whole
 * content is an unknown, told with the words of the server.
 */
public final class ClamdScanner implements VirusScanner, AutoCloseable {
    public static final String NAME = "clamav";

    private final ClamdConfiguration configuration;
    private final WireSettings wire;
    private final Deadlines deadlines = new Deadlines();
    private final SessionPool<ClamdSession> pool;
    private final ClamdAnswers answers;

    public ClamdScanner(ClamdConfiguration configuration) {
        this.configuration = configuration;
        ServerAddress address = configuration.socket().<ServerAddress>map(ServerAddress.Unix::new)
            .orElseGet(() -> new ServerAddress.Tcp(configuration.host(), configuration.port()));
        this.wire = new WireSettings(address, configuration.connectTimeout(), configuration.readTimeout(), "clamav.read-timeout");
        this.pool = new SessionPool<>(configuration.sessions(), configuration.sessionIdle(), deadlines);
        this.answers = new ClamdAnswers("clamd at " + address);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EngineAnswer scan(MessageSource content, Duration limit) {
        TimeLeft left = TimeLeft.of(limit);
        try {
            long size = content.size();
            if (size > configuration.maxSize()) {
                return EngineAnswer.Unknown.forGood("the message has " + size + " bytes, more than clamav.max-size-mb allows ("
                    + configuration.maxSize() + ")");
            }
            Optional<ClamdSession> kept = pool.take();
            if (kept.isPresent()) {
                Optional<EngineAnswer> answer = onKept(kept.get(), content, left);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
            return scan(open(left), content);
        } catch (IOException | RuntimeException e) {
            return answers.failed(e);
        }
    }

    @Override
    public EngineVersion version(Duration limit) throws IOException {
        String answer = command("VERSION", limit);
        if (!answer.startsWith("ClamAV")) {
            throw new IOException(answers.where() + " answered to VERSION: " + answer);
        }
        return ClamdVersion.parse(answer, ZoneId.systemDefault());
    }

    /**
     * Whether clamd answers a ping.
     *
     * @param limit most time the whole exchange may take
     */
    public boolean ping(Duration limit) {
        try {
            return command("PING", limit).equals("PONG");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Makes clamd read its signatures again; it goes on with the old ones until it has, and when it cannot read the new.
     *
     * @throws IOException when clamd does not confirm in time
     */
    public void reload(Duration limit) throws IOException {
        String answer = command("RELOAD", limit);
        if (!answer.equals("RELOADING")) {
            throw new IOException(answers.where() + " answered to RELOAD: " + answer);
        }
    }

    @Override
    public void close() {
        pool.close();
        deadlines.close();
    }

    private ClamdSession open(TimeLeft left) throws IOException {
        return new ClamdSession(Wire.open(wire, left, deadlines), configuration.sessions() > 0);
    }

    /** Empty when the connection turned out to be of no use any more, so that a new one must be asked. */
    private Optional<EngineAnswer> onKept(ClamdSession session, MessageSource content, TimeLeft left) throws IOException {
        try {
            session.begin(left);
        } catch (SocketTimeoutException e) {
            session.close();
            throw e;
        }
        try {
            EngineAnswer answer = scan(session, content);
            return answer instanceof EngineAnswer.Unknown unknown && !unknown.lasting() ? Optional.empty() : Optional.of(answer);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Scans, and keeps or closes the connection. */
    private EngineAnswer scan(ClamdSession session, MessageSource content) throws IOException {
        boolean keep = false;
        try {
            EngineAnswer answer = answers.read(session.scan(content));
            keep = session.end() && !(answer instanceof EngineAnswer.Unknown);
            return answer;
        } finally {
            if (keep) {
                pool.give(session);
            } else {
                session.close();
            }
        }
    }

    private String command(String name, Duration limit) throws IOException {
        try (ClamdSession session = new ClamdSession(Wire.open(wire, TimeLeft.of(limit), deadlines), false)) {
            return session.command(name);
        }
    }
}
