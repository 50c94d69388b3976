// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnslist;

import java.util.List;

/** What a DNS list said of an address or a name. A list that does not serve us, or does not answer, has not said that all is well. */
public sealed interface ListAnswer {

    /**
     * It is listed.
     *
     * @param codes at least one return code, each an address of 127.0.0.0/8
     */
    record Listed(List<String> codes) implements ListAnswer {
        public Listed {
            codes = List.copyOf(codes);
        }
    }

    /** It is not listed. */
    record NotListed() implements ListAnswer {
    }

    /** The list does not serve this gateway, or is left alone because it did not a moment ago. */
    record Refused(String reason) implements ListAnswer {
    }

    /** No answer came. */
    record Unknown(String reason) implements ListAnswer {
    }
}
