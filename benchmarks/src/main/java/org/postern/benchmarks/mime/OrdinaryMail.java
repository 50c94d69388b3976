// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.mime;

import java.nio.charset.StandardCharsets;

import org.HdrHistogram.Histogram;
import org.postern.analysis.message.MessageSource;

/** One sender of ordinary mail, one message after the other, in a thread of its own until it is stopped. */
final class OrdinaryMail implements AutoCloseable {
    private static final byte[] MESSAGE = ("Subject: hello\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\n"
        + "Some words to read. ".repeat(200) + "\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>" + "Some <b>words</b> to read. ".repeat(200)
        + "</p>\r\n--b--\r\n").getBytes(StandardCharsets.US_ASCII);

    private final Histogram times = new Histogram(3);
    private final Thread thread;
    private volatile boolean done;

    private OrdinaryMail(ShippedFilter filter) {
        thread = new Thread(() -> {
            while (!done) {
                long start = System.nanoTime();
                filter.filter(MessageSource.of(MESSAGE));
                times.recordValue(System.nanoTime() - start);
                try {
                    Thread.sleep(2);
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }, "ordinary-mail");
        thread.setDaemon(true);
        thread.start();
    }

    static OrdinaryMail start(ShippedFilter filter) {
        return new OrdinaryMail(filter);
    }

    /** Sends for so long, and answers with the times that filtering took. */
    static Histogram alone(ShippedFilter filter, int millis) throws InterruptedException {
        try (OrdinaryMail mail = start(filter)) {
            Thread.sleep(millis);
            mail.close();
            return mail.times;
        }
    }

    /** Times in nanoseconds; to be read when it was closed. */
    Histogram times() {
        return times;
    }

    @Override
    public void close() throws InterruptedException {
        done = true;
        thread.join();
    }
}
