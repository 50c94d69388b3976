// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.time.Duration;

/**
 * How far the content of parts is looked into, for all parts of a message together unless it says otherwise. A bound that is hit becomes
 * an anomaly {@code bound.<setting>} and a fact of the part.
 *
 * @param messageBytes  bytes of the message that are read in other ways than the standard one
 * @param partBytes     decoded bytes of one part, or of one member, that inspectors get
 * @param unpackedBytes bytes that unpacking and extracting may produce
 * @param members       members of archives and files in documents
 * @param memberDepth   nesting of archives: 1 looks into an archive, not into archives within it
 * @param ratio         unpacked bytes for one packed byte, of one archive, once {@link #RATIO_FROM} bytes were unpacked
 * @param revealedBytes bytes handed to the virus engines beside the message
 * @param readings      parts that only other readings of the message show
 * @param time          time for reading the message and looking into it
 */
public record InspectionLimits(int messageBytes, int partBytes, long unpackedBytes, int members, int memberDepth, int ratio,
                               int revealedBytes, int readings, Duration time) {
    /** Small files compress by any ratio and harm nobody. */
    public static final long RATIO_FROM = 1024L * 1024;

    public InspectionLimits {
        requirePositive("messageBytes", messageBytes);
        requirePositive("partBytes", partBytes);
        requirePositive("unpackedBytes", unpackedBytes);
        requirePositive("members", members);
        requirePositive("memberDepth", memberDepth);
        requirePositive("ratio", ratio);
        requirePositive("revealedBytes", revealedBytes);
        requirePositive("readings", readings);
        requirePositive("time", time.toMillis());
    }

    /** 64 MiB of message, 32 MiB a part, 128 MiB unpacked, 1000 members, depth 6, ratio 200, 16 MiB to the engines, 500 readings, 2.5 s. */
    public static InspectionLimits defaults() {
        return new InspectionLimits(64 * 1024 * 1024, 32 * 1024 * 1024, 128L * 1024 * 1024, 1000, 6, 200, 16 * 1024 * 1024, 500,
            Duration.ofMillis(2500));
    }

    /** These limits with another time for reading the message and looking into it. */
    public InspectionLimits within(Duration other) {
        return new InspectionLimits(messageBytes, partBytes, unpackedBytes, members, memberDepth, ratio, revealedBytes, readings, other);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }
}
