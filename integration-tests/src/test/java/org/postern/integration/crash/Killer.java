// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.crash;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.postern.integration.launch.Postern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends James or Cassandra with SIGKILL at random moments: mostly while mail flows, sometimes while the server is still coming up.
 */
final class Killer {
    private static final Logger LOGGER = LoggerFactory.getLogger(Killer.class);
    private static final int MOST_WAIT_MILLIS = 6_000;
    private static final int DURING_START_MILLIS = 12_000;
    private static final int ONE_OF = 5;

    private final Postern postern;
    private final Random random;

    Killer(Postern postern, Random random) {
        this.postern = postern;
        this.random = random;
    }

    /** Kills this often, and has the server running again afterwards. */
    void kill(int times) throws Exception {
        for (int i = 1; i <= times; i++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_WAIT_MILLIS));
            if (random.nextBoolean()) {
                killCassandra(i);
            } else {
                killJames(i);
                if (i < times && random.nextInt(ONE_OF) == 0) {
                    i++;
                    postern.launch();
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(DURING_START_MILLIS));
                    killJames(i);
                }
                postern.start();
            }
        }
    }

    private void killJames(int number) throws InterruptedException {
        LOGGER.info("kill {}: James", number);
        postern.run().kill();
    }

    private void killCassandra(int number) throws InterruptedException {
        Optional<ProcessHandle> cassandra = postern.run().child(Postern.CASSANDRA);
        while (cassandra.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(200);
            cassandra = postern.run().child(Postern.CASSANDRA);
        }
        LOGGER.info("kill {}: Cassandra", number);
        cassandra.get().destroyForcibly();
    }
}
