// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.filter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.postern.analysis.message.MessageSource;
import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.mime.MessageAnalyser;
import org.postern.analysis.mime.MessageView;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.SpamInput;
import org.postern.analysis.spam.text.MailText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and judges a few messages again and again when the server starts, so that the code is compiled before people's mail needs it:
 * the first messages after a start would otherwise take many times as long as later ones. It asks nobody and keeps nothing.
 */
public final class Rehearsal implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Rehearsal.class);
    private static final List<String> MESSAGES = List.of("letter.eml", "newsletter.eml", "attachment.eml");
    /** More repeats teach the compiler nothing. */
    private static final int ROUNDS = 2000;

    private final MessageAnalyser analyser;
    private final AnalysisLimits limits;
    private final Optional<Supplier<SpamEngine>> rules;
    private final Duration limit;
    private volatile boolean stopped;

    /**
     * A rehearsal.
     *
     * @param rules the spam rules in force; empty when another engine judges
     * @param limit most time it takes; zero for none at all
     */
    public Rehearsal(MessageAnalyser analyser, AnalysisLimits limits, Optional<Supplier<SpamEngine>> rules, Duration limit) {
        this.analyser = analyser;
        this.limits = limits;
        this.rules = rules;
        this.limit = limit;
    }

    /** Begins beside whatever else goes on. */
    public void start() {
        if (limit.isZero()) {
            return;
        }
        Thread thread = new Thread(this::run, "postern-rehearsal");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /**
     * Rehearses until the time is up or nothing is left to be learned.
     *
     * @return messages read
     */
    int run() {
        long begin = System.nanoTime();
        int read = 0;
        try {
            List<byte[]> messages = messages();
            for (int round = 0; round < ROUNDS; round++) {
                for (byte[] message : messages) {
                    if (stopped || System.nanoTime() - begin >= limit.toNanos()) {
                        return read;
                    }
                    judge(message);
                    read++;
                }
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.warn("The rehearsal ended early, the first messages may take longer", e);
        }
        return read;
    }

    private void judge(byte[] message) throws IOException {
        MessageView view = analyser.analyse(MessageSource.of(message), limits);
        rules.map(Supplier::get).ifPresent(engine -> engine.analyse(SpamInput.of(MailText.read(
            view.rawStart().getBytes(StandardCharsets.ISO_8859_1), Optional.of("sender@partner.example"), engine.options()), Instant.now()),
            SpamBudget.defaults()));
    }

    private static List<byte[]> messages() throws IOException {
        List<byte[]> messages = new ArrayList<>();
        for (String name : MESSAGES) {
            try (InputStream in = Rehearsal.class.getResourceAsStream("rehearsal/" + name)) {
                messages.add(in.readAllBytes());
            }
        }
        return messages;
    }

    @Override
    public void close() {
        stopped = true;
    }
}
