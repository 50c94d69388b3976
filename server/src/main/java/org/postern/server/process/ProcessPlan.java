// SPDX-License-Identifier: Apache-2.0
package org.postern.server.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * How to run one child process, kept together because a supervisor must be able to do it again and again.
 *
 * @param name         for messages, such as {@code Cassandra}
 * @param command      asked anew at each start
 * @param directory    working directory
 * @param output       receives what the child prints, overwritten at each start
 * @param pidFile      remembers the child for a parent that comes after a crash of this one
 * @param marker       text that stands in the command line of this child and of no other process
 * @param ready        tells when it serves
 * @param startTimeout how long it may take to be ready
 * @param stopTimeout  how long it may take to end by itself before it is killed
 */
public record ProcessPlan(String name, Supplier<List<String>> command, Path directory, Path output, Path pidFile, String marker,
                          ReadyProbe ready, Duration startTimeout, Duration stopTimeout) {
}
