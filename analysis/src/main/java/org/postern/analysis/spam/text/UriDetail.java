// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.List;
import java.util.Set;

/**
 * One URI of a message with all that rules of the kind {@code uri_detail} may ask about it.
 *
 * @param raw     as written
 * @param types   where it stood: {@code a}, {@code img}, {@code form}, {@code parsed} (plain text) and so on
 * @param texts   texts of the anchors that hold it
 * @param cleaned as written and in its cleaned forms
 * @param domains registered domains, lower case
 * @param hosts   host names, lower case
 */
public record UriDetail(String raw, Set<String> types, List<String> texts, List<String> cleaned, Set<String> domains,
                        Set<String> hosts) {
    public UriDetail {
        types = Set.copyOf(types);
        texts = List.copyOf(texts);
        cleaned = List.copyOf(cleaned);
        domains = Set.copyOf(domains);
        hosts = Set.copyOf(hosts);
    }
}
