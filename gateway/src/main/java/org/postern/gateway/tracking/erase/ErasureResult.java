// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.tracking.erase;

/**
 * What has been erased of a person.
 *
 * @param messages messages of which everything was taken
 * @param parts    messages to other people too, of which only what was about the person was taken
 * @param events   events that were taken from all these messages
 * @param numbers  entries of statistics under the person's address
 */
public record ErasureResult(long messages, long parts, long events, long numbers) {
    public static final ErasureResult NOTHING = new ErasureResult(0, 0, 0, 0);

    /** Both together. */
    public ErasureResult and(ErasureResult other) {
        return new ErasureResult(messages + other.messages, parts + other.parts, events + other.events, numbers + other.numbers);
    }

    ErasureResult andNumbers(long more) {
        return and(new ErasureResult(0, 0, 0, more));
    }
}
