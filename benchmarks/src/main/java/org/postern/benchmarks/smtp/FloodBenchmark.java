// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.smtp;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.postern.benchmarks.gateway.ServerUnderTest;
import org.postern.benchmarks.gateway.SmtpSink;

/** Measures how long a good client's mail takes while attackers hold thousands of connections. */
final class FloodBenchmark {
    private static final String DOMAIN = "corp.example";
    private static final String KNOWN = "127.200.0.1";
    private static final String UNKNOWN = "127.201.";
    private static final int FIRST_PORT = 28300;
    private static final int SOCKETS = 2000;

    /**
     * Runs it.
     *
     * @return figures by name
     */
    Map<String, Object> run(boolean quick, PrintStream out) throws Exception {
        int mails = quick ? 30 : 100;
        Path work = Files.createTempDirectory("postern-flood");
        Path data = work.resolve("data");
        configure(data);
        try (SmtpSink sink = SmtpSink.start(FIRST_PORT + 5);
             ServerUnderTest server = ServerUnderTest.start(data, FIRST_PORT, sink.port(), DOMAIN)) {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", server.smtpPort());
            GoodClient known = new GoodClient(address, KNOWN, "user@" + DOMAIN);
            for (int tries = 0; known.send() < 0 && tries < 60; tries++) {
                TimeUnit.MILLISECONDS.sleep(500);
            }
            for (int i = 0; i < 300; i++) {
                known.send();
            }
            List<Long> calm = times(known, mails);
            List<Long> flooded;
            List<Long> strangers = new ArrayList<>();
            long opened;
            long held;
            try (FloodSockets flood = new FloodSockets(address, SOCKETS)) {
                flood.start();
                TimeUnit.SECONDS.sleep(5);
                flooded = times(known, mails);
                for (int i = 0; i < 5; i++) {
                    strangers.add(stranger(address, i));
                }
                opened = flood.opened();
                held = flood.held();
            }
            out.printf("%d attackers, %d connections held at the end, %d opened%n", SOCKETS, held, opened);
            out.printf("%-34s %8s %8s%n", "a mail from connect to 250, ms", "median", "slowest");
            out.printf("%-34s %8d %8d%n", "known client, no flood", median(calm), slowest(calm));
            out.printf("%-34s %8d %8d%n", "known client under flood", median(flooded), slowest(flooded));
            out.printf("%-34s %8d %8d%n", "client never seen, under flood", median(strangers), slowest(strangers));
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("flood_sockets", SOCKETS);
            figures.put("flood_held", held);
            figures.put("flood_opened", opened);
            figures.put("good_client_ms_calm", slowest(calm));
            figures.put("good_client_ms_under_flood", Math.max(slowest(flooded), slowest(strangers)));
            figures.put("known_client_ms_under_flood", slowest(flooded));
            figures.put("known_client_median_ms_under_flood", median(flooded));
            figures.put("new_client_ms_under_flood", slowest(strangers));
            return figures;
        }
    }

    private static List<Long> times(GoodClient client, int mails) throws IOException, InterruptedException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < mails; i++) {
            times.add(client.send());
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return times;
    }

    /** The first mail of a client that nobody knows; its wait for the greylist is not counted, its wait for the greeting is. */
    private static long stranger(InetSocketAddress address, int number) throws IOException, InterruptedException {
        GoodClient client = new GoodClient(address, UNKNOWN + number + ".1", "user" + number + "@" + DOMAIN);
        long begin = System.nanoTime();
        long millis = client.send();
        long first = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        while (millis < 0) {
            TimeUnit.MILLISECONDS.sleep(1200);
            millis = client.send();
        }
        return first + millis;
    }

    private static void configure(Path data) throws IOException {
        Path conf = Files.createDirectories(data.resolve("conf"));
        String settings = Files.readString(Path.of("james-conf/single/postern.properties"))
            .replaceFirst("(?m)^smtp.exempt-networks=.*$", "");
        Files.writeString(conf.resolve("postern.properties"), settings + "\n"
            + "# All of the loopback network are strangers here.\nsmtp.exempt-networks=none\nauth.exempt-networks=127.0.0.0/8\n");
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElse(-1L);
    }

    private static long slowest(List<Long> times) {
        return times.stream().mapToLong(Long::longValue).max().orElse(-1);
    }
}
