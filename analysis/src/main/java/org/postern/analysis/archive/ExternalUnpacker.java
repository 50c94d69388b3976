// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.archive;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Unpacks, outside of this process, archives of formats for which there is no kept Java library. The process is a matter of the gateway;
 * here only the agreement stands.
 */
public interface ExternalUnpacker {

    /** Takes the members one by one. */
    interface Members {
        /** A member; the content is read before this returns. */
        void member(String name, InputStream content) throws IOException;

        /** A member that needs a password. Readers that know of these by themselves need not be told. */
        default void locked(String name) {
        }
    }

    /**
     * Unpacks the archive and gives its members away while it does.
     *
     * @param limit most time it may take
     * @return empty when all was unpacked, else why not, for people; members given before count
     */
    String unpack(byte[] archive, Duration limit, Members members) throws IOException;

    /** Where no unpacker is installed. */
    static ExternalUnpacker none() {
        return (archive, limit, members) -> "no unpacker for this format is installed";
    }
}
