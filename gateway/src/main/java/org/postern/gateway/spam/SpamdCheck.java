// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.spam;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.postern.analysis.mime.MessageView;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.gateway.config.SpamConfiguration;
import org.postern.gateway.request.FilterRequest;
import org.postern.gateway.scan.wire.Deadlines;
import org.postern.gateway.scan.wire.ServerAddress;
import org.postern.gateway.scan.wire.TimeLeft;
import org.postern.gateway.scan.wire.Wire;
import org.postern.gateway.scan.wire.WireSettings;

/** Asks SpamAssassin's spamd, for operators who keep it. */
public final class SpamdCheck implements SpamCheck, AutoCloseable {
    private static final int LARGEST_ANSWER = 512 * 1024;
    private static final int MOST_LINES = 50;

    private final SpamConfiguration configuration;
    private final WireSettings wire;
    private final Deadlines deadlines = new Deadlines();

    public SpamdCheck(SpamConfiguration configuration) {
        this.configuration = configuration;
        this.wire = new WireSettings(new ServerAddress.Tcp(configuration.spamdHost(), configuration.spamdPort()),
            configuration.timeout(), configuration.timeout(), "spam.timeout");
    }

    @Override
    public String name() {
        return "spamd";
    }

    @Override
    public SpamOutcome check(FilterRequest request, MessageView view, Duration limit) {
        TimeLeft left = TimeLeft.of(limit.compareTo(configuration.timeout()) < 0 ? limit : configuration.timeout());
        try {
            byte[] message = OfferedMessage.read(request.message(), configuration.maxSize());
            try (Wire connection = Wire.open(wire, left, deadlines)) {
                try {
                    ask(connection.out(), message);
                    return new SpamOutcome(SpamdReport.read(head(connection.in()), body(connection.in())), List.of());
                } catch (IOException e) {
                    throw connection.explained(e);
                }
            }
        } catch (IOException e) {
            return Unanswered.because(name(), e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private void ask(OutputStream out, byte[] message) throws IOException {
        StringBuilder head = new StringBuilder("REPORT SPAMC/1.5\r\nContent-length: ").append(message.length).append("\r\n");
        configuration.spamdUser().ifPresent(user -> head.append("User: ").append(user).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.write(message);
        out.flush();
    }

    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (lines.size() < MOST_LINES && line.size() < LARGEST_ANSWER) {
            int octet = in.read();
            if (octet == '\n' || octet < 0) {
                String text = line.toString(StandardCharsets.ISO_8859_1).strip();
                if (text.isEmpty()) {
                    return lines;
                }
                lines.add(text);
                line.reset();
            } else {
                line.write(octet);
            }
        }
        return lines;
    }

    private static String body(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST_ANSWER + 1);
        if (bytes.length > LARGEST_ANSWER) {
            throw new IOException("spamd's answer is larger than " + LARGEST_ANSWER + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        deadlines.close();
    }
}
