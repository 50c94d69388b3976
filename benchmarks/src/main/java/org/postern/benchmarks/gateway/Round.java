// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.gateway;

/**
 * What one round of load on one server showed.
 *
 * @param setup        which server
 * @param accepted     messages answered 250
 * @param relayed      messages that reached the back end
 * @param acceptSeconds until the load client had its last answer
 * @param totalSeconds until the back end had the last message
 * @param cpuMillis    CPU time of the server and its child processes
 * @param p50Millis    median of the answer to the final dot
 * @param p99Millis    99th percentile of the same
 */
record Round(String setup, long accepted, long relayed, double acceptSeconds, double totalSeconds, long cpuMillis, double p50Millis,
             double p99Millis) {

    /** Messages per second that were accepted, filtered and handed on. */
    double messagesPerSecond() {
        return relayed / totalSeconds;
    }

    double acceptedPerSecond() {
        return accepted / acceptSeconds;
    }

    double cpuMillisPerMessage() {
        return (double) cpuMillis / accepted;
    }

    long lost() {
        return Math.max(0, accepted - relayed);
    }
}
