// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import java.util.List;

/** What the DNS said. That nobody answered is not the same as that there is nothing, so the kinds are kept apart. */
public sealed interface DnsAnswer {

    /**
     * Records of the wanted type.
     *
     * @param values at least one: addresses in textual form, texts with their strings joined and one character for each byte, host names
     *               in lower case without the final dot, mail exchangers in the order of their preference
     */
    record Found(List<String> values) implements DnsAnswer {
        public Found {
            values = List.copyOf(values);
        }
    }

    /** The name does not exist. */
    record NoSuchName() implements DnsAnswer {
    }

    /** The name exists and has no record of this type. */
    record NoData() implements DnsAnswer {
    }

    /** The servers answered that they could not find out, or the answer made no sense. */
    record ServerFailure(String reason) implements DnsAnswer {
    }

    /** No answer came in time. */
    record TimedOut(String reason) implements DnsAnswer {
    }

    /** The records, none where there are none. */
    default List<String> values() {
        return this instanceof Found found ? found.values() : List.of();
    }

    /** Whether it could not be found out. */
    default boolean failed() {
        return this instanceof ServerFailure || this instanceof TimedOut;
    }

    /** Whether it is certain that there is no such record. */
    default boolean empty() {
        return this instanceof NoSuchName || this instanceof NoData;
    }

    /** Why it could not be found out, for people; empty otherwise. */
    default String failure() {
        if (this instanceof ServerFailure failure) {
            return failure.reason();
        }
        return this instanceof TimedOut late ? late.reason() : "";
    }
}
