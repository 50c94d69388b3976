// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime.tolerant;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The tolerant reader of messages. It exists because programs disagree about broken or ambiguous mail: what only the recipient's program
 * shows must be seen here as well. One object reads one message.
 */
public final class OtherReadings {
    private final byte[] message;
    private final TolerantLimits limits;
    private final PlainStructure structure;
    private final boolean plain;

    /** Looks at the structure at once; the message must not change afterwards. */
    public OtherReadings(byte[] message, TolerantLimits limits) {
        this.message = message;
        this.limits = limits;
        this.structure = new PlainStructure(limits);
        this.plain = structure.isPlain(Slice.of(message));
    }

    /** Whether all programs read the message's structure alike, so that the standard reading shows all there is but words outside parts. */
    public boolean isPlain() {
        return plain;
    }

    /**
     * Tells every content that the standard reading does not show.
     *
     * @param standard digests of what that reading shows ({@link ContentDigest}); only looked at when the message is not plain
     * @param found    gets the contents
     * @param late     whether time is up
     * @return whether everything was read; false when a bound was hit
     */
    public boolean read(Set<BigInteger> standard, Consumer<Reading> found, BooleanSupplier late) {
        if (plain) {
            for (Slice text : structure.outside()) {
                found.accept(new Reading(Reading.OUTSIDE, false, 1, List.of(), Optional.empty(), text.bytes()));
            }
            return true;
        }
        ReadingWork work = new ReadingWork(message.length, limits.readings(), late);
        new TolerantReader(limits, work, standard, found).read(message);
        return !work.exhausted();
    }
}
