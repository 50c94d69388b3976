// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dnslist;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Return codes by which lists tell that they do not serve the asker: too many questions, a public name server in between, a wrong
 * question. Taken for listings they would make every message spam.
 */
public final class Refusals {
    private static final String EVERYWHERE = "127.255.255.";
    private static final Map<String, String> REASONS = Map.of(
        "127.255.255.252", "the name of the list is misspelt",
        "127.255.255.254", "the name server that asks is a public or shared one",
        "127.255.255.255", "too many questions are asked");
    /** Lists with codes of their own. */
    private static final Map<String, String> OWN = Map.of(
        "multi.uribl.com", "127.0.0.1", "black.uribl.com", "127.0.0.1", "multi.surbl.org", "127.0.0.1", "list.dnswl.org", "127.0.0.255",
        "dbl.spamhaus.org", "127.0.1.255");

    private Refusals() {
    }

    /**
     * Why the list does not serve us, when an answer of it tells that.
     *
     * @param zone  name of the list
     * @param codes addresses that it answered
     */
    public static Optional<String> in(String zone, List<String> codes) {
        String own = OWN.getOrDefault(zone, "");
        return codes.stream().filter(code -> code.startsWith(EVERYWHERE) || code.equals(own)).findFirst()
            .map(code -> code + ": " + REASONS.getOrDefault(code, "the list refuses to answer"));
    }
}
