// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.ocr;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.postern.analysis.mime.Inspection;
import org.postern.analysis.mime.PartContent;
import org.postern.analysis.mime.PartInspector;
import org.postern.gateway.config.OcrConfiguration;
import org.postern.gateway.scan.command.ProgramRun;
import org.postern.gateway.scan.wire.TimeLeft;

/**
 * Reads the text in pictures with tesseract, for the spam rules. A picture that is not read in its time is a fact, not a failure: a
 * slow reader must not hold up mail.
 */
public final class PictureText implements PartInspector {
    /** States that a picture was not read. */
    public static final String UNREAD = "image.unread";
    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/gif", "image/bmp", "image/x-ms-bmp", "image/tiff",
        "image/webp");
    /** Smaller pictures are ornaments. */
    private static final int SMALLEST = 500;
    private static final int LARGEST = 16 * 1024 * 1024;

    private final OcrConfiguration configuration;
    private final List<String> line;
    private final Semaphore places;

    public PictureText(OcrConfiguration configuration) {
        this.configuration = configuration;
        this.line = List.of(configuration.program(), "stdin", "stdout", "-l", configuration.languages(), "-c", "debug_file=/dev/null");
        this.places = new Semaphore(configuration.parallel());
    }

    @Override
    public void inspect(PartContent content, Inspection into) {
        if (!TYPES.contains(content.detectedType()) || content.bytes().length < SMALLEST) {
            return;
        }
        if (content.bytes().length > LARGEST) {
            into.fact(UNREAD, "more than " + LARGEST + " bytes");
            return;
        }
        // Half of the time that is left, so that pictures alone never use up what the rest of the message needs.
        Duration half = into.budget().timeLeft().dividedBy(2);
        TimeLeft left = TimeLeft.of(half.compareTo(configuration.limit()) < 0 ? half : configuration.limit());
        try {
            if (!places.tryAcquire(left.now().toNanos(), TimeUnit.NANOSECONDS)) {
                into.fact(UNREAD, "other pictures were being read");
                return;
            }
            try {
                read(content, into, left);
            } finally {
                places.release();
            }
        } catch (IOException e) {
            into.fact(UNREAD, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            into.fact(UNREAD, "interrupted");
        }
    }

    private void read(PartContent content, Inspection into, TimeLeft left) throws IOException, InterruptedException {
        ProgramRun.Outcome outcome = ProgramRun.run(line, Path.of("/"), left, content.bytes());
        if (outcome.status() != 0) {
            into.fact(UNREAD, "tesseract ended with status " + outcome.status() + ": " + outcome.saying());
        } else if (!outcome.output().isBlank()) {
            into.text(outcome.output().strip());
        }
    }
}
