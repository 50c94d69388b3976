// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.analyse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import org.postern.analysis.mime.AnalysisLimits;
import org.postern.analysis.spam.MatchedText;
import org.postern.analysis.spam.SpamBudget;
import org.postern.analysis.spam.SpamEngine;
import org.postern.analysis.spam.SpamInput;
import org.postern.analysis.spam.SpamOutcome;
import org.postern.analysis.spam.text.MailText;

/**
 * A message of which the rules have spoken.
 *
 * @param size       bytes of the file
 * @param subject    for people, cut and escaped
 * @param readMicros time to read it and make its texts
 * @param ruleMicros time the rules took
 */
record AnalysedMessage(Path file, long size, String subject, SpamOutcome outcome, long readMicros, long ruleMicros) {
    private static final int THOUSAND = 1000;

    /** As much of a message is looked at as the gateway looks at. */
    static AnalysedMessage of(Path file, SpamEngine engine) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(AnalysisLimits.defaults().rawBytes());
        }
        long start = System.nanoTime();
        MailText text = MailText.read(bytes, Optional.empty(), engine.options());
        text.body();
        text.uris();
        long read = System.nanoTime();
        SpamOutcome outcome = engine.analyse(SpamInput.of(text, Instant.now()), SpamBudget.defaults());
        long done = System.nanoTime();
        return new AnalysedMessage(file, Files.size(file), MatchedText.shown(text.header("Subject").orElse("").strip()), outcome,
            (read - start) / THOUSAND, (done - read) / THOUSAND);
    }

    double score() {
        return outcome.analysis().score();
    }

    long micros() {
        return readMicros + ruleMicros;
    }
}
