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

    /** The engine did not finish: down, late, over its size limit, or it answered what is not understood. */
    record Unknown(String reason) implements EngineAnswer {
    }
}
