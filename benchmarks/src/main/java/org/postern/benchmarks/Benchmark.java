// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import java.io.PrintStream;
import java.util.Map;

/**
 * One measurement that {@code ./bench} can run by name. Each prints a table for people while it runs and gives back the figures for
 * machines.
 */
public interface Benchmark {

    /** The word after {@code ./bench}. */
    String name();

    /** One line for {@code ./bench --list}. */
    String description();

    /**
     * Runs the measurement.
     *
     * @param quick whether to take fewer and shorter rounds, under five minutes in all
     * @param out   for people
     * @return figures by name, in the order to print them
     */
    Map<String, Object> run(boolean quick, PrintStream out) throws Exception;
}
