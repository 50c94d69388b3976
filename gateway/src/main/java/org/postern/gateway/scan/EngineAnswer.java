// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.util.List;

/**
 * What one engine answered about one message.
 */
public sealed interface EngineAnswer {

    /** The engine read everything and found nothing. */
    record Clean() implements EngineAnswer {
    }

    /** The engine named something; names as the engine gives them. */
    record Found(List<String> names) implements EngineAnswer {
        public Found {
            names = List.copyOf(names);
        }
    }

    /**
     * The engine did not finish: down, late, over its size limit, or it answered what is not understood.
     *
     * @param reason  what happened, for people
     * @param lasting whether asking again for the same content would end alike, as with a limit on size; then nobody need wait for a
     *                better answer
     */
    record Unknown(String reason, boolean lasting) implements EngineAnswer {

        /** A failure that may be over soon. */
        public Unknown(String reason) {
            this(reason, false);
        }

        /** A failure that lies in the content. */
        public static Unknown forGood(String reason) {
            return new Unknown(reason, true);
        }
    }
}
