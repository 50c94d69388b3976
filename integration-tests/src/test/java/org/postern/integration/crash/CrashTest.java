// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.postern.integration.client.Messages;
import org.postern.integration.client.RestClient;
import org.postern.integration.launch.Postern;
import org.postern.server.demo.sink.ReceivedMail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves the promise that matters most: whatever was answered 250 is delivered or held, although the machine dies at any moment.
 * POSTERN_TEST_KILLS sets how many times a process is killed, POSTERN_TEST_SEED repeats the moments of an earlier run.
 */
class CrashTest {
    private static final Logger LOGGER = LoggerFactory.getLogger(CrashTest.class);
    private static final String DEFAULT_KILLS = "20";
    private static final Duration SETTLED = Duration.ofMinutes(4);

    @Test
    void everyAcceptedMessageShouldBeDeliveredOrHeldAlthoughProcessesAreKilled() throws Exception {
        int kills = Integer.parseInt(setting("POSTERN_TEST_KILLS").orElse(DEFAULT_KILLS));
        long seed = setting("POSTERN_TEST_SEED").map(Long::parseLong).orElseGet(System::nanoTime);
        LOGGER.info("crash test: {} kills, POSTERN_TEST_SEED={}", kills, seed);
        Ledger ledger = new Ledger();
        try (Postern postern = Postern.prepare()) {
            postern.start();
            try (Senders senders = new Senders(postern.stranger(), ledger, seed)) {
                new Killer(postern, new Random(seed)).kill(kills);
                assertThat(senders.refusals()).isEmpty();
            }
            LOGGER.info("crash test: {}", ledger);
            assertThat(ledger.accepted()).hasSizeGreaterThan(kills);
            Map<String, Kind> accepted = ledger.accepted();
            try {
                await().atMost(SETTLED).pollInterval(Duration.ofSeconds(2)).ignoreExceptions()
                    .until(() -> missing(accepted, delivered(postern.sink().received()), held(postern)).isEmpty());
            } finally {
                tell(postern, accepted);
            }
            noneUnscanned(postern.sink().received());
        }
    }

    /** What was accepted and is neither where it must be nor anywhere else, by id. */
    private static Map<String, Kind> missing(Map<String, Kind> accepted, Set<String> delivered, Set<String> held) {
        Map<String, Kind> missing = new TreeMap<>(accepted);
        missing.entrySet().removeIf(entry -> (entry.getValue() == Kind.CLEAN ? delivered : held).contains(entry.getKey()));
        return missing;
    }

    private static Set<String> delivered(List<ReceivedMail> mails) {
        return mails.stream().flatMap(mail -> mail.header("X-Postern-Id").stream()).collect(Collectors.toSet());
    }

    private static Set<String> held(Postern postern) throws Exception {
        RestClient admin = postern.admin();
        return admin.quarantine().stream().map(item -> item.get("messageId").asText()).collect(Collectors.toSet());
    }

    private static void tell(Postern postern, Map<String, Kind> accepted) throws Exception {
        List<ReceivedMail> mails = postern.sink().received();
        long duplicates = mails.stream().flatMap(mail -> mail.header("X-Postern-Id").stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
            .values().stream().mapToLong(count -> count - 1).sum();
        LOGGER.info("crash test: {} messages at the back end, {} of them duplicates; missing: {}", mails.size(), duplicates,
            missing(accepted, delivered(mails), held(postern)));
    }

    private static void noneUnscanned(List<ReceivedMail> mails) {
        assertThat(mails).as("viruses and spam at the back end").noneMatch(mail -> mail.text().contains(Messages.GTUBE)
            || mail.header("Subject").orElse("").startsWith(Kind.VIRUS.name()));
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(text -> !text.isBlank());
    }
}
