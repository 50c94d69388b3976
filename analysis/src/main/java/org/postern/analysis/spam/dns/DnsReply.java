// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.List;

/** What became of a question. That a list refuses or stays silent must never be taken for a listing, nor for its absence. */
public sealed interface DnsReply {

    /**
     * Records.
     *
     * @param values at least one: addresses, texts with one character for each byte, names in lower case without the final dot
     */
    record Found(List<String> values) implements DnsReply {
        public Found {
            values = List.copyOf(values);
        }
    }

    /**
     * There are no such records.
     *
     * @param noSuchName whether the name does not exist at all
     */
    record Nothing(boolean noSuchName) implements DnsReply {
    }

    /**
     * The list does not serve the asker.
     *
     * @param values the codes by which it says so; none when it was not asked because it refused before
     */
    record Refused(List<String> values, String reason) implements DnsReply {
        public Refused {
            values = List.copyOf(values);
        }
    }

    /** No answer came. */
    record Failed(String reason) implements DnsReply {
    }

    /** The records, where there are some. */
    default List<String> values() {
        return this instanceof Found found ? found.values() : List.of();
    }
}
