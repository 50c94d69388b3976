// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.postern.analysis.message.MessageSource;
import org.postern.gateway.config.ClamdConfiguration;

/**
 * Scans with clamd. Everything but a plain "OK" or "FOUND" for the whole message is an unknown, told with the words of the server.
 */
public final class ClamdScanner implements VirusScanner, AutoCloseable {
    public static final String NAME = "clamav";
    private static final String FOUND = " FOUND";
    private static final String OK = "OK";
    private static final String SIZE_LIMIT = "size limit exceeded";

    private final ClamdConfiguration configuration;
    private final Deadlines deadlines = new Deadlines();

    public ClamdScanner(ClamdConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EngineAnswer scan(MessageSource message, Duration limit) {
        try {
            long size = message.size();
            if (size > configuration.maxSize()) {
                return new EngineAnswer.Unknown("the message has " + size + " bytes, more than clamav.max-size-mb allows ("
                    + configuration.maxSize() + ")");
            }
            try (ClamdConnection connection = ClamdConnection.open(configuration, limit, deadlines)) {
                return answer(connection.scan(message));
            }
        } catch (IOException e) {
            return new EngineAnswer.Unknown(where() + ": " + reason(e));
        } catch (RuntimeException e) {
            return new EngineAnswer.Unknown(where() + ": " + e);
        }
    }

    /**
     * Asks clamd for its version, which shows that it is alive and answers.
     *
     * @param limit most time the whole exchange may take
     * @return such as {@code ClamAV 1.4.6/27500/Mon Jan 5 2026}
     * @throws IOException when there is no understandable answer in time
     */
    public String version(Duration limit) throws IOException {
        return command("VERSION", limit);
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

    @Override
    public void close() {
        deadlines.close();
    }

    private String command(String name, Duration limit) throws IOException {
        try (ClamdConnection connection = ClamdConnection.open(configuration, limit, deadlines)) {
            return connection.command(name);
        }
    }

    private EngineAnswer answer(ClamdConnection.Answer answer) {
        String text = answer.text().startsWith("stream: ") ? answer.text().substring("stream: ".length()) : answer.text();
        if (text.endsWith(FOUND)) {
            return new EngineAnswer.Found(List.of(text.substring(0, text.length() - FOUND.length())));
        }
        if (text.toLowerCase(Locale.ROOT).contains(SIZE_LIMIT)) {
            return new EngineAnswer.Unknown(where()
                + ": INSTREAM size limit exceeded: StreamMaxLength of clamd is smaller than the message");
        }
        if (text.equals(OK) && answer.everythingSent()) {
            return new EngineAnswer.Clean();
        }
        return new EngineAnswer.Unknown(where() + (answer.everythingSent() ? " answered: " : " answered before it had the whole message: ")
            + text);
    }

    private String where() {
        return "clamd at " + configuration.host() + ":" + configuration.port();
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
